using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.Markets.Archive;

/// <summary>Reads the hash price of each UTC day.</summary>
public static class HashpriceLoader
{
    /// <summary>Makes the series from files; where two of them disagree, the later one stands.</summary>
    /// <param name="files">The files, the later after the earlier.</param>
    /// <returns>Currency per PH/s and day, by UTC day.</returns>
    /// <exception cref="RefusedException">No file holds a hash price.</exception>
    public static HashpriceSeries FromFiles(IReadOnlyList<MarketFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var days = new Dictionary<LocalDate, Hashprice>();
        foreach (var column in files.SelectMany(file => file.Columns).Where(column => column.Key.Product == Product.Hashprice))
        {
            Take(days, column.StartsUnixSeconds, column.Values);
        }

        return days.Count > 0
            ? HashpriceSeries.Dated(days)
            : throw new RefusedException(
                ArchiveErrors.NothingThere,
                $"No hash price is in {string.Join(", ", files.Select(file => $"'{file.Source.Name}'"))}.");
    }

    /// <summary>Makes the series from the archive.</summary>
    /// <param name="archive">The archive.</param>
    /// <returns>Currency per PH/s and day, by UTC day.</returns>
    /// <exception cref="RefusedException">The archive holds no hash price.</exception>
    public static HashpriceSeries FromArchive(PriceArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        var days = new Dictionary<LocalDate, Hashprice>();
        foreach (var series in archive.Query(key => key.Product == Product.Hashprice, Instant.FromUnixTimeSeconds(0), Instant.MaxValue))
        {
            Take(days, series.StartsUnixSeconds, series.Values);
        }

        return days.Count > 0
            ? HashpriceSeries.Dated(days)
            : throw new RefusedException(ArchiveErrors.NothingThere, "No hash price is in the archive.");
    }

    private static void Take(Dictionary<LocalDate, Hashprice> days, long[] starts, decimal[] values)
    {
        for (var index = 0; index < starts.Length; index++)
        {
            days[Instant.FromUnixTimeSeconds(starts[index]).InUtc().Date] = new Hashprice(values[index]);
        }
    }
}
