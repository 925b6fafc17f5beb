using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Spillway.Engine;
using Spillway.Markets;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;
using Spillway.Markets.Synthetic;

namespace Spillway.App.Cli;

/// <summary>Writes series as a tidy CSV file; the file is there whole or not at all.</summary>
internal static class TidyFile
{
    /// <summary>Writes the file beside its place and moves it there when it is whole.</summary>
    /// <returns>How many rows were written.</returns>
    public static int Write(string path, ImmutableArray<SeriesColumn> series, bool isLong, CancellationToken cancellation)
    {
        var beside = path + ".new";
        try
        {
            int rows;
            using (var writer = Open(beside, path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)))
            {
                rows = series[0].Key.Product == Product.Hashprice ? Daily(writer, series[0])
                    : isLong ? Long(writer, series, cancellation)
                    : Wide(writer, series, cancellation);
            }

            File.Move(beside, path, overwrite: true);
            return rows;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(ArchiveErrors.OutputUnwritable, $"The file '{path}' cannot be written: {cause.Message}", cause);
        }
        finally
        {
            Remove(beside);
        }
    }

    private static StreamWriter Open(string path, bool isZipped)
    {
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        Stream stream = isZipped ? new GZipStream(file, CompressionLevel.Optimal) : file;
        return new StreamWriter(stream, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // The failure that stopped the writing is the one to tell; this file is not the one that was asked for.
        }
    }

    private static int Wide(StreamWriter writer, ImmutableArray<SeriesColumn> series, CancellationToken cancellation)
    {
        var label = Label(series);
        writer.WriteLine("interval_start_utc," + string.Join(',', [.. series.Select(one => TidyColumn.Name(one.Key)), .. label]));
        var next = new int[series.Length];
        var rows = 0;
        var line = new StringBuilder();
        while (Earliest(series, next) is { } start)
        {
            cancellation.ThrowIfCancellationRequested();
            line.Clear().Append(Utc(start));
            for (var index = 0; index < next.Length; index++)
            {
                line.Append(',');
                if (next[index] < series[index].Values.Length && series[index].StartsUnixSeconds[next[index]] == start)
                {
                    line.Append(Number(series[index].Values[next[index]++]));
                }
            }

            writer.WriteLine(line.Append(',', label.Length));
            rows++;
        }

        return rows;
    }

    // Made-up prices say so in the file itself: an empty last column survives what a file name does not.
    private static ImmutableArray<string> Label(ImmutableArray<SeriesColumn> series) =>
        SyntheticLabel.IsSynthetic(series[0].Key.Market) ? [SyntheticLabel.Column(series[0].Key.Market)] : [];

    private static long? Earliest(ImmutableArray<SeriesColumn> series, int[] next)
    {
        long? earliest = null;
        for (var index = 0; index < next.Length; index++)
        {
            if (next[index] < series[index].Values.Length)
            {
                var start = series[index].StartsUnixSeconds[next[index]];
                earliest = earliest is { } so && so <= start ? so : start;
            }
        }

        return earliest;
    }

    private static int Long(StreamWriter writer, ImmutableArray<SeriesColumn> series, CancellationToken cancellation)
    {
        var isHourly = series[0].Key.Product == Product.DayAheadPrice;
        var hasType = series.Any(one => !TidyColumn.TellsAll(one.Key, isHourly));
        writer.WriteLine("interval_start_utc,settlement_point,price" + (hasType ? ",settlement_point_type" : ""));
        var rows = 0;
        foreach (var one in series)
        {
            cancellation.ThrowIfCancellationRequested();
            var name = hasType ? one.Key.Point.Name : TidyColumn.Name(one.Key);
            var type = hasType ? "," + TidyColumn.TypeWord(one.Key.Point) : "";
            for (var index = 0; index < one.Values.Length; index++)
            {
                writer.WriteLine($"{Utc(one.StartsUnixSeconds[index])},{name},{Number(one.Values[index])}{type}");
                rows++;
            }
        }

        return rows;
    }

    private static int Daily(StreamWriter writer, SeriesColumn series)
    {
        writer.WriteLine("date_utc,hashprice_usd_per_ph_day");
        for (var index = 0; index < series.Values.Length; index++)
        {
            writer.WriteLine($"{Utc(series.StartsUnixSeconds[index])[..10]},{Number(series.Values[index])}");
        }

        return series.Values.Length;
    }

    private static string Utc(long start) =>
        DateTimeOffset.FromUnixTimeSeconds(start).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
