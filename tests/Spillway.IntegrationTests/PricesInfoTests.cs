using System.Text.Json;
using Shouldly;
using Spillway.Tests;
using Spillway.Tests.Markets;
using Xunit;

namespace Spillway.IntegrationTests;

/// <summary><c>prices info</c> over the real years, against figures taken from the files by other means.</summary>
public sealed class PricesInfoTests
{
    // The description's maxima of LZ_WEST are those of the higher price of each pair: 2,219.43, 9,312.54, 5,518.38 and
    // 5,340.88. What is stored is the lower one, as the tidy files have it.
    private static readonly (int Year, string Point, decimal Min, decimal Mean, decimal Max, int Negative)[] _expected =
    [
        (2015, "HB_WEST", -13.40m, 23.78m, 1538.66m, 574),
        (2018, "HB_WEST", -18.40m, 27.92m, 5803.19m, 1890),
        (2019, "HB_WEST", -26.56m, 34.60m, 9035.44m, 1327),
        (2020, "LZ_WEST", -24.58m, 30.79m, 2219.21m, 2494),
        (2020, "HB_WEST", -32.50m, 19.42m, 2219.05m, 2813),
        (2020, "HB_HUBAVG", -24.80m, 21.18m, 2218.42m, 385),
        (2021, "LZ_WEST", -31.66m, 147.97m, 9309.62m, 3434),
        (2021, "HB_WEST", -31.66m, 145.74m, 9310.49m, 3262),
        (2021, "HB_HUBAVG", -31.66m, 148.19m, 9051.55m, 853),
        (2022, "LZ_WEST", -30.64m, 62.35m, 5518.31m, 3533),
        (2022, "HB_WEST", -251.00m, 57.45m, 5500.35m, 4212),
        (2022, "HB_HUBAVG", -40.02m, 62.30m, 5101.55m, 601),
        (2023, "LZ_WEST", -31.14m, 59.42m, 5339.52m, 2725),
        (2023, "HB_WEST", -31.22m, 49.45m, 5333.97m, 3004),
        (2023, "HB_HUBAVG", -31.53m, 48.36m, 5075.46m, 630),
    ];

    [Fact]
    public void Real_years_have_the_extremes_means_and_negative_counts_of_the_data_s_description()
    {
        using var folder = new TestFolder();
        var files = _expected.Select(one => one.Year).Where(year => year < 2020).Select(year => RealFiles.Find("ercot", "rtm_spp", $"ercot_rtm_spp_15min_hubs_{year}.csv.gz"))
            .Concat(Enumerable.Range(2020, 4).Select(year => RealFiles.Find("ercot", "rtm_spp", $"ercot_rtm_spp_15min_{year}.csv.gz")));
        SpillwayProcess.Run(folder.Home, ["prices", "import", .. files]).Code.ShouldBe(0);

        var (code, output, _) = SpillwayProcess.Run(folder.Home, "prices", "info", "--json", "-");
        code.ShouldBe(0);
        var series = JsonDocument.Parse(output).RootElement.GetProperty("series").EnumerateArray().ToList();
        foreach (var (year, point, min, mean, max, negative) in _expected)
        {
            var one = series.Single(one => one.GetProperty("year").GetInt32() == year && one.GetProperty("settlement_point").GetString() == point);
            var found = (
                one.GetProperty("min").GetDecimal(),
                decimal.Round(one.GetProperty("mean").GetDecimal(), 2, MidpointRounding.AwayFromZero),
                one.GetProperty("max").GetDecimal(),
                one.GetProperty("negative").GetInt32());
            found.ShouldBe((min, mean, max, negative), $"{point} {year}");
            one.GetProperty("gaps").GetInt32().ShouldBe(0);
            one.GetProperty("intervals").GetInt32().ShouldBe(year == 2020 ? 35_136 : 35_040);
            one.GetProperty("intervals").GetInt32().ShouldBe(one.GetProperty("intervals_of_year").GetInt32());
            one.GetProperty("interval_minutes").GetInt32().ShouldBe(15);
            (one.GetProperty("above_cap").GetInt32() > 0).ShouldBe(max > (year < 2022 ? 9000m : 5000m), $"{point} {year}");
        }

        var table = SpillwayProcess.Run(folder.Home, "prices", "info", "--point", "LZ_WEST", "--year", "2023").Output;
        table.ShouldContain("LZ_WEST   2023     15 min      35,040   100.0 %      0   -31.14   59.42   5,339.52     2,725");
        table.ShouldNotContain("2022");
    }

    [Fact]
    public void Hash_prices_derived_from_coin_metrics_agree_with_the_economics_file_to_its_own_rounding()
    {
        using var folder = new TestFolder();
        var economics = RealFiles.Find("bitcoin", "btc_daily_economics.csv.gz");
        var derived = RealFiles.Find("bitcoin", "raw", "coinmetrics_btc_2026-03-23.csv.gz");
        SpillwayProcess.Run(folder.Home, "prices", "import", economics, derived, "--json", Path.Combine(folder.Root, "i.json")).Code.ShouldBe(0);
        var files = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Root, "i.json"))).RootElement.GetProperty("files");
        files[0].GetProperty("new").GetInt32().ShouldBe(5798);
        files[1].GetProperty("new").GetInt32().ShouldBe(0);

        // The economics file keeps whole dollars of the early days, when a hash price had millions, and four decimals later.
        var largest = files[1].GetProperty("series")[0].GetProperty("largest_difference");
        largest.GetProperty("difference").GetDecimal().ShouldBeLessThanOrEqualTo(0.5m);
        var ratio = largest.GetProperty("difference").GetDecimal() / largest.GetProperty("earlier").GetDecimal();
        ratio.ShouldBeLessThan(0.000_001m);
    }
}
