using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Shouldly;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Backtests;

/// <summary>The sample site in California on the recorded hours of the day-ahead market.</summary>
public sealed class CaisoBacktestTests : IDisposable
{
    // 4,000 machines of 3,010 W and 2,000 of 3,500 W, with 4 % for fans and transformers.
    private const decimal Megawatts = ((4000 * 3010) + (2000 * 3500)) * 1.04m / 1_000_000m;

    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void A_year_of_hours_costs_what_its_prices_say()
    {
        var root = Backtest("2024-01-01", "2025-01-01");

        var prices = Prices("2024-01-01T08", "2025-01-01T08");
        prices.Count.ShouldBe(8784);
        (root.GetProperty("interval_minutes").GetInt32(), root.GetProperty("intervals").GetInt32(), root.GetProperty("gaps").GetInt32()).ShouldBe((60, 8784, 0));
        var always = Policy(root, "always-on");
        always.GetProperty("energy_mwh").GetDecimal().ShouldBe(Megawatts * 8784);
        always.GetProperty("energy_cost_usd").GetDecimal().ShouldBe(Math.Round(prices.Sum() * Megawatts, 2, MidpointRounding.AwayFromZero));
    }

    [Fact]
    public void The_lost_hour_of_spring_is_no_gap_and_the_three_days_that_are_missing_are()
    {
        var root = Backtest("2025-03-01", "2025-05-01");

        root.GetProperty("intervals").GetInt32().ShouldBe((61 * 24) - 1 - 72);
        root.GetProperty("gaps").GetInt32().ShouldBe(72);
        Policy(root, "foresight").GetProperty("net_usd").GetDecimal().ShouldBeGreaterThan(Policy(root, "strike").GetProperty("net_usd").GetDecimal());
    }

    [Fact]
    public void The_rules_of_the_market_fit_and_prices_above_its_offer_cap_are_counted()
    {
        Backtest("2023-08-16", "2023-08-18");

        _screen.Errors.ShouldContain("above-offer-cap: 2 prices of SP15 are above the day-ahead-offer-cap of caiso.yaml; the furthest is 1247.6335 at 2023-08-17T02:00:00Z, beyond 1000");
        _screen.Errors.ShouldNotContain("interval-length");
        _screen.Errors.ShouldNotContain("market-");
    }

    [Fact]
    public void Prices_above_the_cap_outside_the_range_are_not_counted()
    {
        Backtest("2024-06-01", "2024-06-03");

        _screen.Errors.ShouldNotContain("offer-cap");
    }

    private static string File => RealFiles.Find("other_markets", "caiso_dam_lmp_as_hourly_2023_2025.csv.gz");

    private static JsonElement Policy(JsonElement root, string name) =>
        root.GetProperty("policies").EnumerateArray().Single(policy => policy.GetProperty("policy").GetString() == name);

    // Read here a second time, by nothing of the program: the third column is SP15.
    private static List<decimal> Prices(string from, string to)
    {
        using var reader = new StreamReader(new GZipStream(System.IO.File.OpenRead(File), CompressionMode.Decompress));
        reader.ReadLine()!.Split(',')[2].ShouldBe("LMP_SP15");
        var prices = new List<decimal>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (string.CompareOrdinal(cells[0], from) >= 0 && string.CompareOrdinal(cells[0], to) < 0)
            {
                prices.Add(decimal.Parse(cells[2], CultureInfo.InvariantCulture));
            }
        }

        return prices;
    }

    private JsonElement Backtest(string from, string to)
    {
        var site = Repository.Path("samples", "caiso-1", "site.yaml");
        _screen.Run("backtest", site, "--prices", File, "--from", from, "--to", to, "--policy", "strike", "--json", "-").ShouldBe(0, _screen.Errors);
        return JsonDocument.Parse(_screen.Output).RootElement.Clone();
    }
}
