using System.Collections.Immutable;
using DuckDB.NET.Data;
using NodaTime;
using Spillway.Engine;

namespace Spillway.Markets.Archive;

/// <summary>Reads series out of the archive's Parquet files.</summary>
internal static class ArchiveQuery
{
    private const int Attempts = 20;

    /// <summary>Runs a query on one manifest; where an import replaced it meanwhile, once more on the new one.</summary>
    public static T Consistent<T>(ArchiveFolder folder, Func<Manifest, T> query)
    {
        for (var attempt = 1; ; attempt++)
        {
            var manifest = folder.Read();
            try
            {
                return query(manifest);
            }
            catch (DuckDBException) when (attempt < Attempts && folder.Read().Generation != manifest.Generation)
            {
                // A file of the older manifest is gone: the newer one names its successor.
            }
            catch (DuckDBException cause)
            {
                throw new RefusedException(
                    ArchiveErrors.Damaged, $"A file in '{folder.Root}' cannot be read: {cause.Message}", cause);
            }
        }
    }

    public static ImmutableArray<ArchivedSeries> Series(
        ArchiveFolder folder, Manifest manifest, Predicate<SeriesKey> wanted, (Instant From, Instant To) range)
    {
        var (from, to) = (Seconds(range.From), Seconds(range.To));
        var found = new SortedDictionary<SeriesKey, Gathered>(KeyOrder.Instance);
        using var connection = DuckDb.Open();
        foreach (var entry in manifest.Partitions)
        {
            var series = entry.Series
                .Select((series, number) => (Series: series, Number: number))
                .Where(one => one.Series.FirstUnixSeconds < to && one.Series.LastUnixSeconds >= from && wanted(PriceArchive.KeyOf(entry, one.Series)))
                .ToDictionary(one => one.Number, one => Gather(found, entry, one.Series));
            if (series.Count > 0)
            {
                ReadStanding(connection, folder, entry, series, (from, to));
                ReadRevisions(connection, folder, entry, series, (from, to));
            }
        }

        return [.. found.Where(pair => pair.Value.Starts.Count > 0).Select(pair => pair.Value.Series(pair.Key))];
    }

    private static Gathered Gather(
        SortedDictionary<SeriesKey, Gathered> found, Manifest.Entry entry, Manifest.SeriesEntry series)
    {
        var key = PriceArchive.KeyOf(entry, series);
        var interval = Duration.FromSeconds(series.IntervalSeconds);
        if (!found.TryGetValue(key, out var gathered))
        {
            found.Add(key, gathered = new(interval));
        }

        if (gathered.Interval != interval)
        {
            throw new RefusedException(ArchiveErrors.MixedIntervals, $"The archive has {key.Point} in intervals of {gathered.Interval.TotalMinutes} min and, in {entry.Key.UtcYear}, of {interval.TotalMinutes} min.");
        }

        return gathered;
    }

    private static void ReadStanding(
        DuckDBConnection connection, ArchiveFolder folder, Manifest.Entry entry, Dictionary<int, Gathered> series, (long From, long To) range)
    {
        var sql = $"SELECT series, start_unix_s, value_scaled, source FROM {{file}} WHERE {Wanted(series.Keys, range)} ORDER BY 1,2";
        DuckDb.Read(connection, sql, Path.Combine(folder.Root, entry.File), row =>
        {
            var gathered = series[row.GetInt32(0)];
            gathered.Starts.Add(row.GetInt64(1));
            gathered.Values.Add(ScaledFigures.Figure(row.GetInt64(2), entry.Scale));
            gathered.Sources.Add(row.GetInt32(3));
        });
    }

    private static void ReadRevisions(
        DuckDBConnection connection, ArchiveFolder folder, Manifest.Entry entry, Dictionary<int, Gathered> series, (long From, long To) range)
    {
        if (entry.RevisionFile is null)
        {
            return;
        }

        var sql = "SELECT series, start_unix_s, value_scaled, source, known_at_unix_100ns, replaced_at_unix_100ns FROM {file} "
            + $"WHERE {Wanted(series.Keys, range)} ORDER BY 1,2,5";
        DuckDb.Read(connection, sql, Path.Combine(folder.Root, entry.RevisionFile), row => series[row.GetInt32(0)].Revisions.Add(new(
            row.GetInt64(1),
            ScaledFigures.Figure(row.GetInt64(2), entry.Scale),
            Instant.FromUnixTimeTicks(row.GetInt64(4)),
            Instant.FromUnixTimeTicks(row.GetInt64(5)),
            row.GetInt32(3))));
    }

    private static string Wanted(IEnumerable<int> series, (long From, long To) range) => FormattableString.Invariant(
        $"series IN ({string.Join(',', series)}) AND start_unix_s>={range.From} AND start_unix_s<{range.To}");

    private static long Seconds(Instant at) => at.ToUnixTimeSeconds();

    private sealed class Gathered(Duration interval)
    {
        public Duration Interval { get; } = interval;

        public List<long> Starts { get; } = [];

        public List<decimal> Values { get; } = [];

        public List<int> Sources { get; } = [];

        public List<ArchivedRevision> Revisions { get; } = [];

        public ArchivedSeries Series(SeriesKey key) =>
            new(key, Interval, [.. Starts], [.. Values], [.. Sources], [.. Revisions]);
    }
}
