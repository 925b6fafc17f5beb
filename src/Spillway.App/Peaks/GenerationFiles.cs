using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Markets;
using Spillway.Markets.Files;

namespace Spillway.App.Peaks;

/// <summary>Reads the system's generation of all fuels out of files by fuel, in MWh a quarter hour.</summary>
public static class GenerationFiles
{
    private const string Total = "TOTAL_MWH";
    private const int QuartersPerHour = 4;
    private static readonly Duration _quarter = Duration.FromMinutes(15);
    private static readonly Duration _hour = Duration.FromHours(1);

    /// <summary>Reads files; a later file replaces an earlier one's figure.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>Whole hours in MW, each known when its last quarter hour is.</returns>
    /// <exception cref="RefusedException">A file is refused, or holds no generation by the quarter hour.</exception>
    public static ImmutableArray<Publication> Read(ImmutableArray<string> paths, CancellationToken cancellation)
    {
        var energies = new SortedDictionary<long, decimal>();
        foreach (var path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var file in MarketFileReader.Read(path, cancellation))
            {
                Add(energies, file);
            }
        }

        return
        [
            .. energies.GroupBy(one => one.Key - (one.Key % NodaConstants.SecondsPerHour))
                .Where(hour => hour.Count() == QuartersPerHour && hour.Sum(one => one.Value) > 0m)
                .Select(hour => Published(Instant.FromUnixTimeSeconds(hour.Key), (double)hour.Sum(one => one.Value))),
        ];
    }

    // The total where the file has it, else the sum of the fuels where each has a figure.
    private static void Add(SortedDictionary<long, decimal> energies, MarketFile file)
    {
        var fuels = file.Columns.Where(column => column.Key.Product == Product.Generation).ToList();
        if (fuels.Count == 0 || file.Interval != _quarter)
        {
            throw new RefusedException(PeakErrors.NoGeneration, $"'{file.Source.Name}' ({file.Source.Form}).");
        }

        List<SeriesColumn> summed = fuels.Find(column => column.Key.Point.Name == Total) is { } total ? [total] : fuels;
        var whole = summed.SelectMany(column => column.StartsUnixSeconds.Zip(column.Values)).GroupBy(one => one.First)
            .Where(quarter => quarter.Count() == summed.Count);
        foreach (var quarter in whole)
        {
            energies[quarter.Key] = quarter.Sum(one => one.Second);
        }
    }

    private static Publication Published(Instant start, double megawatts) =>
        new(PublicationKind.SystemGeneration, Total, start, _hour, start + _hour + _quarter, megawatts);
}
