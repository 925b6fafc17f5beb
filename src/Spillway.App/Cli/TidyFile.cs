using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Spillway.Engine;
using Spillway.Markets.Archive;

namespace Spillway.App.Cli;

/// <summary>Writes series as a tidy CSV file; the file is there whole or not at all.</summary>
internal static class TidyFile
{
    /// <summary>Writes the file beside its place and moves it there when it is whole.</summary>
    /// <returns>How many rows were written.</returns>
    public static int Write(string path, ImmutableArray<ArchivedSeries> series, bool isLong, CancellationToken cancellation)
    {
        var beside = path + ".new";
        try
        {
            int rows;
            using (var writer = Open(beside, path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)))
            {
                rows = isLong ? Long(writer, series, cancellation) : Wide(writer, series, cancellation);
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

    private static int Wide(StreamWriter writer, ImmutableArray<ArchivedSeries> series, CancellationToken cancellation)
    {
        writer.WriteLine("interval_start_utc," + string.Join(',', series.Select(one => one.Key.Point.ToString())));
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

            writer.WriteLine(line);
            rows++;
        }

        return rows;
    }

    private static long? Earliest(ImmutableArray<ArchivedSeries> series, int[] next)
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

    private static int Long(StreamWriter writer, ImmutableArray<ArchivedSeries> series, CancellationToken cancellation)
    {
        writer.WriteLine("interval_start_utc,settlement_point,price");
        var rows = 0;
        foreach (var one in series)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var index = 0; index < one.Values.Length; index++)
            {
                writer.WriteLine($"{Utc(one.StartsUnixSeconds[index])},{one.Key.Point},{Number(one.Values[index])}");
                rows++;
            }
        }

        return rows;
    }

    private static string Utc(long start) =>
        DateTimeOffset.FromUnixTimeSeconds(start).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
