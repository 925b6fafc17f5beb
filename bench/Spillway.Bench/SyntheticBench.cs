using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;
using Spillway.Markets.Synthetic;
using Spillway.Units;

namespace Spillway.Bench;

/// <summary>How close synthetic years come to real ones: not a race, but it is measured all the same.</summary>
public static class SyntheticBench
{
    private const int SyntheticYearNumber = 2023;
    private static readonly ImmutableArray<string> _points = ["LZ_WEST", "LZ_HOUSTON", "HB_HUBAVG"];

    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        Console.WriteLine("| year | point | mean | sd | < 0 | > 100 | > 300 | > 1,000 | max | lag 1 | lag 1 below 100 | spike run | summer evenings | < 0 in Feb–May | with LZ_HOUSTON | strike 66 | foresight 66 | capture 66 | strike 107 | foresight 107 | capture 107 |");
        Console.WriteLine("|---|---|" + string.Concat(Enumerable.Repeat("---:|", 19)));
        foreach (var year in Enumerable.Range(2020, 4))
        {
            if (Real(year) is { } file)
            {
                Rows(string.Create(CultureInfo.InvariantCulture, $"{year}"), MarketFileReader.Read(file, CancellationToken.None)[0]);
            }
        }

        foreach (var seed in args.Length > 0 ? args.Select(int.Parse) : Enumerable.Range(1, 3))
        {
            Rows(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"), SyntheticYear.Generate(seed, SyntheticYearNumber));
        }

        return 0;
    }

    private static string? Real(int year)
    {
        var folder = Environment.GetEnvironmentVariable("SPILLWAY_DATA");
        var file = Path.Combine(folder ?? "", "ercot", "rtm_spp", string.Create(CultureInfo.InvariantCulture, $"ercot_rtm_spp_15min_{year}.csv.gz"));
        return File.Exists(file) ? file : null;
    }

    private static void Rows(string name, MarketFile year)
    {
        var houston = Prices(year, "LZ_HOUSTON");
        foreach (var point in _points)
        {
            var prices = Prices(year, point);
            var column = year.Columns.Single(one => one.Key.Point.Name == point);
            var one = PriceStatistics.Of([.. column.StartsUnixSeconds.Select(Instant.FromUnixTimeSeconds)], prices);
            var series = PriceSeriesLoader.FromFiles([year], column.Key.Market, SettlementPoint.FromColumn(point)).Series;
            var (low, high) = (PriceStatistics.Uplift(series, 66m), PriceStatistics.Uplift(series, 107m));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {point} | {one.Mean:0.0} | {one.Deviation:0} | {100 * one.NegativeShare:0.0} % | {100 * one.Above100Share:0.0} % | {100 * one.Above300Share:0.00} % | {100 * one.Above1000Share:0.00} % | {one.Largest:0} | {one.Autocorrelation:0.00} | {one.OrdinaryAutocorrelation:0.00} | {one.SpikeRun:0.0} | {100 * one.SummerEveningShare:0} % | {100 * one.SpringNegativeShare:0} % | {PriceStatistics.Correlation(prices, houston):0.00} ")
                + string.Create(CultureInfo.InvariantCulture, $"| {low.Strike:0.00} | {low.Foresight:0.00} | {low.Strike / low.Foresight:0.00} | {high.Strike:0.00} | {high.Foresight:0.00} | {high.Strike / high.Foresight:0.00} |"));
        }
    }

    private static double[] Prices(MarketFile year, string point) =>
        [.. year.Columns.Single(one => one.Key.Point.Name == point).Values.Select(value => (double)value)];
}
