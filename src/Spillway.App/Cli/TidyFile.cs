using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Spillway.Markets;
using Spillway.Markets.Files;
using Spillway.Markets.Synthetic;

namespace Spillway.App.Cli;

/// <summary>Writes series as a tidy CSV file; the file is there whole or not at all.</summary>
internal static class TidyFile
{
    /// <summary>Writes the file, gzipped where its name ends in <c>.gz</c>.</summary>
    /// <returns>How many rows were written.</returns>
    public static int Write(string path, ImmutableArray<SeriesColumn> series, bool isLong, CancellationToken cancellation)
    {
        var rows = 0;
        ResultFile.Write(path, writer => rows = series[0].Key.Product == Product.Hashprice ? Daily(writer, series[0])
            : isLong ? Long(writer, series, cancellation)
            : Wide(writer, series, cancellation));
        return rows;
    }

    private static int Wide(TextWriter writer, ImmutableArray<SeriesColumn> series, CancellationToken cancellation)
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

    private static int Long(TextWriter writer, ImmutableArray<SeriesColumn> series, CancellationToken cancellation)
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

    private static int Daily(TextWriter writer, SeriesColumn series)
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
