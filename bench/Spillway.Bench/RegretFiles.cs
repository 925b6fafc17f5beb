using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.App.Backtests;

namespace Spillway.Bench;

/// <summary>The real files a year is run on, found through SPILLWAY_DATA: its own and those of the years before.</summary>
internal sealed class RegretFiles(ImmutableArray<string> with)
{
    private readonly string _ercot = Path.Combine(
        Environment.GetEnvironmentVariable("SPILLWAY_DATA")
            ?? throw new InvalidOperationException("Set SPILLWAY_DATA to the folder of real market files."),
        "ercot");

    public BacktestRequest Request(string point, int year, int historyYears)
    {
        var years = Enumerable.Range(year - historyYears, historyYears + 1).ToList();
        return new(
            "regret",
            [.. years.SelectMany(one => Prices(point, one.ToString(CultureInfo.InvariantCulture)))],
            null,
            [.. years.SelectMany(one => Given("day-ahead", "dam_spp", $"ercot_dam_spp_hourly_{one.ToString(CultureInfo.InvariantCulture)}*.csv.gz"))],
            [.. years.SelectMany(one => Given("load", "load", $"ercot_native_load_hourly_{one.ToString(CultureInfo.InvariantCulture)}.csv.gz"))],
            [.. years.SelectMany(one => Given("wind", "fuel_mix", $"ercot_fuel_mix_15min_{one.ToString(CultureInfo.InvariantCulture)}.csv.gz"))],
            new LocalDate(year, 1, 1),
            new LocalDate(year + 1, 1, 1),
            []);
    }

    // Years before 2020 are at hand for hubs only; a zone's series could not begin there.
    private IEnumerable<string> Prices(string point, string year) =>
        Named("rtm_spp", $"ercot_rtm_spp_15min_{year}.csv.gz")
            .Concat(point.StartsWith("HB_", StringComparison.Ordinal) ? Named("rtm_spp", $"ercot_rtm_spp_15min_hubs_{year}.csv.gz") : []);

    private IEnumerable<string> Given(string kind, string folder, string pattern) =>
        with.Contains(kind) ? Named(folder, pattern) : [];

    private IEnumerable<string> Named(string folder, string pattern)
    {
        var found = Directory.Exists(Path.Combine(_ercot, folder)) ? Directory.GetFiles(Path.Combine(_ercot, folder), pattern) : [];
        return found.Order(StringComparer.Ordinal);
    }
}
