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

    public BacktestRequest Request(int year, int historyYears)
    {
        var years = Enumerable.Range(year - historyYears, historyYears + 1).ToList();
        return new(
            "regret",
            [.. years.SelectMany(one => Named("rtm_spp", $"ercot_rtm_spp_15min_{one.ToString(CultureInfo.InvariantCulture)}.csv.gz"))],
            null,
            [.. years.SelectMany(one => Given("day-ahead", "dam_spp", $"ercot_dam_spp_hourly_{one.ToString(CultureInfo.InvariantCulture)}*.csv.gz"))],
            [.. years.SelectMany(one => Given("load", "load", $"ercot_native_load_hourly_{one.ToString(CultureInfo.InvariantCulture)}.csv.gz"))],
            [.. years.SelectMany(one => Given("wind", "fuel_mix", $"ercot_fuel_mix_15min_{one.ToString(CultureInfo.InvariantCulture)}.csv.gz"))],
            new LocalDate(year, 1, 1),
            new LocalDate(year + 1, 1, 1),
            []);
    }

    private IEnumerable<string> Given(string kind, string folder, string pattern) =>
        with.Contains(kind) ? Named(folder, pattern) : [];

    private IEnumerable<string> Named(string folder, string pattern)
    {
        var found = Directory.Exists(Path.Combine(_ercot, folder)) ? Directory.GetFiles(Path.Combine(_ercot, folder), pattern) : [];
        return found.Order(StringComparer.Ordinal);
    }
}
