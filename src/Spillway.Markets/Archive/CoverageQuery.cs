using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;
using NodaTime;
using Spillway.Engine.Sites.Rules;

namespace Spillway.Markets.Archive;

/// <summary>Counts what is there, by series and local year.</summary>
internal static class CoverageQuery
{
    private const int MeanPlaces = 6;

    public static ImmutableArray<SeriesCoverage> Of(ArchiveFolder folder, Manifest manifest, Predicate<SeriesKey> wanted, Func<string, MarketRules?> rules)
    {
        var sums = new Dictionary<(SeriesKey Key, int Year), Sum>();
        var spans = new Dictionary<SeriesKey, (long First, long Last, int Interval)>();
        using var connection = DuckDb.Open();
        foreach (var entry in manifest.Partitions)
        {
            var series = new Dictionary<int, SeriesKey>();
            for (var number = 0; number < entry.Series.Length; number++)
            {
                var key = PriceArchive.KeyOf(entry, entry.Series[number]);
                if (wanted(key))
                {
                    series.Add(number, key);
                    Widen(spans, key, entry.Series[number]);
                }
            }

            if (series.Count > 0)
            {
                Add(sums, connection, folder, new(entry, series, rules(entry.Key.Market)));
            }
        }

        return [.. sums
            .OrderBy(pair => pair.Key.Key, KeyOrder.Instance).ThenBy(pair => pair.Key.Year)
            .Select(pair => Coverage(pair.Key.Key, pair.Key.Year, pair.Value, spans[pair.Key.Key], rules(pair.Key.Key.Market)))];
    }

    private static void Widen(
        Dictionary<SeriesKey, (long First, long Last, int Interval)> spans, SeriesKey key, Manifest.SeriesEntry series)
    {
        var span = spans.GetValueOrDefault(key, (long.MaxValue, long.MinValue, series.IntervalSeconds));
        spans[key] = (Math.Min(span.Item1, series.FirstUnixSeconds), Math.Max(span.Item2, series.LastUnixSeconds), series.IntervalSeconds);
    }

    private static void Add(
        Dictionary<(SeriesKey Key, int Year), Sum> sums,
        DuckDBConnection connection,
        ArchiveFolder folder,
        Part part)
    {
        var (entry, series, rules) = part;
        var sql = $"""
            SELECT p.series, y.year, count(*), min(p.start_unix_s), max(p.start_unix_s), min(p.value_scaled), max(p.value_scaled), CAST(sum(p.value_scaled) AS VARCHAR),
                count(*) FILTER (p.value_scaled < 0), count(*) FILTER (p.value_scaled > y.cap)
            FROM {"{file}"} p
            JOIN {Years(entry, series.Values.First(), rules)} ON p.start_unix_s >= y.lo AND p.start_unix_s < y.hi
            WHERE p.series IN ({string.Join(',', series.Keys)})
            GROUP BY ALL ORDER BY ALL
            """;
        DuckDb.Read(connection, sql, Path.Combine(folder.Root, entry.File), row =>
        {
            var at = (series[row.GetInt32(0)], row.GetInt32(1));
            var sum = new Sum(
                (int)row.GetInt64(2), row.GetInt64(3), row.GetInt64(4),
                Plain(ScaledFigures.Figure(row.GetInt64(5), entry.Scale)), Plain(ScaledFigures.Figure(row.GetInt64(6), entry.Scale)),
                Total(row.GetString(7), entry.Scale), (int)row.GetInt64(8), (int)row.GetInt64(9));
            sums[at] = sums.TryGetValue(at, out var so) ? so.With(sum) : sum;
        });
    }

    /// <summary>A derived table of the local years a partition touches, cut where the offer cap changes.</summary>
    private static string Years(Manifest.Entry entry, SeriesKey key, MarketRules? rules)
    {
        var zone = MarketZones.Of(entry.Key.Market, rules);
        var rows = from year in Enumerable.Range(entry.Key.UtcYear - 1, 3)
                   let start = YearStart(zone, year)
                   let end = YearStart(zone, year + 1)
                   from cap in PriceCaps.Of(key, rules)
                   let lo = Math.Max(start, cap.From)
                   let hi = Math.Min(end, cap.To)
                   where lo < hi
                   select FormattableString.Invariant($"({year},{lo},{hi},{(cap.Cap is { } limit ? ScaledFigures.Text(limit, entry.Scale) : "NULL")}::HUGEINT)");
        return $"(VALUES {string.Join(',', rows)}) AS y(year,lo,hi,cap)";
    }

    // A sum of whole numbers may be longer than a decimal; what it stands for is not.
    private static decimal Total(string sum, int scale)
    {
        var (whole, rest) = BigInteger.DivRem(BigInteger.Parse(sum, CultureInfo.InvariantCulture), BigInteger.Pow(10, scale));
        return (decimal)whole + ScaledFigures.Figure((long)rest, scale);
    }

    private static SeriesCoverage Coverage(SeriesKey key, int year, Sum sum, (long First, long Last, int Interval) span, MarketRules? rules)
    {
        var zone = MarketZones.Of(key.Market, rules);
        var (start, end) = (YearStart(zone, year), YearStart(zone, year + 1));
        var known = Math.Min(end, span.Last + span.Interval) - Math.Max(start, span.First);
        return new(
            key,
            year,
            Duration.FromSeconds(span.Interval),
            Instant.FromUnixTimeSeconds(sum.First),
            Instant.FromUnixTimeSeconds(sum.Last),
            sum.Rows,
            (int)((end - start) / span.Interval),
            (int)(known / span.Interval) - sum.Rows,
            sum.Min,
            Plain(decimal.Round(sum.Total / sum.Rows, MeanPlaces, MidpointRounding.AwayFromZero)),
            sum.Max,
            sum.Negative,
            PriceCaps.Of(key, rules).Any(one => one.Cap is not null) ? sum.AboveCap : null);
    }

    /// <summary>The same figure without the zeros that the column's scale adds.</summary>
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;

    private static long YearStart(DateTimeZone zone, int year) =>
        zone.AtStartOfDay(new LocalDate(year, 1, 1)).ToInstant().ToUnixTimeSeconds();

    /// <summary>The series of one partition that are wanted, and the rules of its market.</summary>
    private sealed record Part(Manifest.Entry Entry, Dictionary<int, SeriesKey> Series, MarketRules? Rules);

    private sealed record Sum(
        int Rows, long First, long Last, decimal Min, decimal Max, decimal Total, int Negative, int AboveCap)
    {
        public Sum With(Sum other) => new(
            Rows + other.Rows,
            Math.Min(First, other.First),
            Math.Max(Last, other.Last),
            Math.Min(Min, other.Min),
            Math.Max(Max, other.Max),
            Total + other.Total,
            Negative + other.Negative,
            AboveCap + other.AboveCap);
    }
}
