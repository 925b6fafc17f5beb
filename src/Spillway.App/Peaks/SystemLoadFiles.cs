using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.Engine;
using Spillway.Markets;
using Spillway.Markets.Files;

namespace Spillway.App.Peaks;

/// <summary>Reads a system's load out of files: ERCOT's native load, or tidy files with a column ERCOT or load_mw.</summary>
public static class SystemLoadFiles
{
    private const double ImpossibleMw = 1_000_000.0;
    private static readonly string[] _names = [SystemLoad.Point, "load_mw"];
    private static readonly Duration _hour = Duration.FromHours(1);
    private static readonly Duration _quarter = Duration.FromMinutes(15);

    /// <summary>Reads and lays them over each other; a later file replaces an earlier one's figure.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="note">Told what a person should know of them.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>The load.</returns>
    /// <exception cref="RefusedException">A file is refused, has no total, or holds a figure that is no load.</exception>
    public static SystemLoad Read(ImmutableArray<string> paths, Action<string> note, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(note);
        var columns = new List<(MarketFile File, SeriesColumn Column)>();
        foreach (var path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var file in MarketFileReader.Read(path, cancellation))
            {
                columns.Add((file, Total(file)));
                foreach (var finding in file.Findings)
                {
                    note($"{finding.Kind}: {file.Source.Name}: {finding.Detail}");
                }
            }
        }

        var step = columns.TrueForAll(one => _quarter.BclCompatibleTicks % one.File.Interval.BclCompatibleTicks == 0) ? _quarter : _hour;
        var loads = new SortedDictionary<long, double>();
        foreach (var (file, column) in columns)
        {
            Add(loads, file, column, (int)(step / file.Interval));
        }

        return SystemLoad.Of(step, loads);
    }

    private static SeriesColumn Total(MarketFile file)
    {
        var total = file.Columns.FirstOrDefault(column =>
            column.Key.Product == Product.SystemLoad && _names.Contains(column.Key.Point.Name));
        return total is not null && file.Interval <= _hour
            ? total
            : throw new RefusedException(PeakErrors.NoTotal, string.Create(
                CultureInfo.InvariantCulture,
                $"'{file.Source.Name}' ({file.Source.Form}) has {(total is null ? "no column ERCOT or load_mw" : $"a load every {file.Interval.TotalMinutes} minutes")}."));
    }

    // Quarter hours where every file has them, else hours: shorter steps are averaged where they are whole.
    private static void Add(SortedDictionary<long, double> loads, MarketFile file, SeriesColumn column, int parts)
    {
        var length = (long)file.Interval.TotalSeconds * parts;
        for (var index = 0; index < column.Values.Length;)
        {
            var start = column.StartsUnixSeconds[index] - (column.StartsUnixSeconds[index] % length);
            var (sum, count) = (0.0, 0);
            for (; index < column.Values.Length && column.StartsUnixSeconds[index] < start + length; index++, count++)
            {
                sum += Checked(file, column, index);
            }

            if (count == parts)
            {
                loads[start] = sum / parts;
            }
        }
    }

    private static double Checked(MarketFile file, SeriesColumn column, int index)
    {
        var load = (double)column.Values[index];
        return load is > 0.0 and < ImpossibleMw
            ? load
            : throw new RefusedException(PeakErrors.ImpossibleLoad, string.Create(
                CultureInfo.InvariantCulture,
                $"'{file.Source.Name}', row of {Instant.FromUnixTimeSeconds(column.StartsUnixSeconds[index])}: {column.Key.Point.Name} is {column.Values[index]} MW."));
    }
}
