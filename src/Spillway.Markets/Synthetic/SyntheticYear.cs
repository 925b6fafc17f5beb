using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;
using Spillway.Engine.Signals;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.Markets.Synthetic;

/// <summary>A year of made-up real-time prices that behave like ERCOT's: for demonstrations and tests, never for a
/// decision about money.</summary>
/// <remarks>The same seed and year give the same cents on every machine: integer draws, and of arithmetic only
/// + − × ÷ √. <c>docs/reference/synthetic-prices.md</c> shows how close it comes to real years.</remarks>
public static class SyntheticYear
{
    /// <summary>The market that the series are filed under, so that nobody takes them for ERCOT's.</summary>
    public const string Market = "ercot-like";

    /// <summary>The earliest year that can be made.</summary>
    public const int FirstYear = 1990;

    /// <summary>The last year that can be made.</summary>
    public const int LastYear = 2098;

    private const long SecondsPerInterval = 900;
    /// <summary>Where its local days and years turn.</summary>
    internal static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["America/Chicago"];

    /// <summary>Makes a local calendar year, with its 23- and 25-hour days.</summary>
    /// <param name="seed">Which of the possible years.</param>
    /// <param name="year">The local year, <see cref="FirstYear"/> to <see cref="LastYear"/>.</param>
    /// <returns>Prices by quarter hour at four load zones and five hubs, USD per MWh, to the cent, from −251 to 5,000; the
    /// one finding says that they are synthetic.</returns>
    public static MarketFile Generate(int seed, int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        var starts = Starts(year);
        var cents = SyntheticPoints.Names.Select(_ => new long[starts.Length]).ToArray();
        var weather = new Weather(seed, year);
        var system = new SystemPrice(seed, year);
        var points = new SyntheticPoints(seed, year);
        Span<double> prices = stackalloc double[SyntheticPoints.Names.Length];
        for (var index = 0; index < starts.Length; index++)
        {
            var at = Instant.FromUnixTimeSeconds(starts[index]).InZone(Zone).LocalDateTime;
            var conditions = weather.Step(at);
            points.Step(at, conditions, system.Step(conditions), prices);
            for (var point = 0; point < prices.Length; point++)
            {
                cents[point][index] = (long)Math.Floor((prices[point] * 100) + .5);
            }
        }

        return File(seed, year, starts, cents);
    }

    /// <summary>The name of the file that holds such a year.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="year">The local year.</param>
    /// <returns>Such as <c>synthetic_ercot-like_2023_seed1.csv.gz</c>.</returns>
    public static string FileName(int seed, int year) => FormattableString.Invariant($"synthetic_{Market}_{year}_seed{seed}.csv.gz");

    private static long[] Starts(int year)
    {
        var from = Zone.AtStartOfDay(new LocalDate(year, 1, 1)).ToInstant().ToUnixTimeSeconds();
        var to = Zone.AtStartOfDay(new LocalDate(year + 1, 1, 1)).ToInstant().ToUnixTimeSeconds();
        var starts = new long[(to - from) / SecondsPerInterval];
        for (var index = 0; index < starts.Length; index++)
        {
            starts[index] = from + (index * SecondsPerInterval);
        }

        return starts;
    }

    private static MarketFile File(int seed, int year, long[] starts, long[][] cents)
    {
        var columns = SyntheticPoints.Names
            .Select((name, point) => new SeriesColumn(
                new(Market, Product.RealTimePrice, SettlementPoint.FromColumn(name)),
                starts,
                Array.ConvertAll(cents[point], cent => new decimal(cent) / 100m)))
            .OrderBy(column => column.Key.Point.Name, StringComparer.Ordinal);
        return new(
            new SourceFile(FileName(seed, year), Hash(cents), FormattableString.Invariant($"synthetic {Market} prices, seed {seed}")),
            Duration.FromSeconds(SecondsPerInterval),
            [.. columns],
            [SyntheticLabel.Finding(Market, starts.Length)]);
    }

    // No file was read: the hash is over the figures themselves, so that equal years are known as equal.
    private static string Hash(long[][] cents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        foreach (var cent in cents.SelectMany(point => point))
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, cent);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
