using Shouldly;
using Spillway.Markets;
using Spillway.Markets.Files;
using Spillway.Tests;
using Spillway.Tests.Markets;
using Spillway.Units;
using Xunit;

namespace Spillway.IntegrationTests;

/// <summary>The oddities of ERCOT's own files, by the numbers the data's description gives them, on the files themselves.</summary>
public sealed class PricesQuirksOnRealFilesTests
{
    private static readonly string[] _services = ["REGDN", "REGUP", "RRS", "NSPIN"];

    [Fact]
    public void Quirk01_on_real_files_the_first_quarter_hour_of_January_2025_and_December_2010()
    {
        var january = Real("ercot", "raw", "RTMLZHBSPP_hubs_January_2025.csv");
        january.Starts("HB_HOUSTON")[0].ShouldBe("2025-01-01T06:00Z");
        january.Values("HB_HOUSTON").Length.ShouldBe(31 * 96);
    }

    [Fact]
    public void Quirk02_on_the_real_archive_of_2016()
    {
        var file = Real("ercot", "raw", "NP4-180-ER_DAMLZHBSPP_2016.zip");
        var day = file.Starts("HB_NORTH").Count(start => string.CompareOrdinal(start, "2016-03-13T06:00Z") >= 0 && string.CompareOrdinal(start, "2016-03-14T05:00Z") < 0);
        day.ShouldBe(23);

        // Quirk 3, in the same file: the fixed values of the hour that stands twice.
        file.At("HB_NORTH", "2016-11-06T06:00Z").ShouldBe(12.00m);
        file.At("HB_NORTH", "2016-11-06T07:00Z").ShouldBe(12.50m);
    }

    [Fact]
    public void Quirk03_on_the_real_file_of_2025()
    {
        var file = Real("ercot", "raw", "rpt.00013060.0000000000000000.DAMLZHBSPP_2025.xlsx");
        file.At("HB_NORTH", "2025-11-02T06:00Z").ShouldBe(44.77m);
        file.At("HB_NORTH", "2025-11-02T07:00Z").ShouldBe(46.18m);
    }

    [Fact]
    public void Quirk04_on_the_real_file_of_2022_whose_December_begins_with_a_number()
    {
        var file = Real("ercot", "raw", "Native_Load_2022.xlsx");
        file.Values("ERCOT").Length.ShouldBe(8760);
        file.Starts("ERCOT").ShouldContain("2022-12-01T06:00Z");
        file.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Quirk06_on_the_real_archive_of_2016_trailing_blanks_and_numbers_of_both_kinds()
    {
        // 11/06/2016: REGDN, REGUP, RRS, NSPIN are 5, 1, 10, 0.5 with N and 5, 1, 15, 1.48 with Y.
        var file = Real("ercot", "raw", "NP4-181-ER_DAMASMCPC_2016.zip");
        file.Columns.Length.ShouldBe(4);
        Row(file, "2016-11-06T06:00Z").ShouldBe([5m, 1m, 10m, 0.5m]);
        Row(file, "2016-11-06T07:00Z").ShouldBe([5m, 1m, 15m, 1.48m]);
    }

    [Fact]
    public void Quirk08_on_the_real_workbook_of_December_2010()
    {
        var file = Real("ercot", "raw", "RTMLZHBSPP_2010_december_resaved.xlsx");
        file.Columns.Length.ShouldBe(14);
        file.Columns.ShouldAllBe(column => column.Values.Length == 2976);
        file.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Quirk09_on_the_real_pairs_of_2021_the_lower_is_the_price_of_the_tidy_file()
    {
        var pairs = Real("ercot", "rtm_spp", "ercot_rtm_spp_15min_2021_lz_second.csv.gz");
        var tidy = Real("ercot", "rtm_spp", "ercot_rtm_spp_15min_2021.csv.gz");
        foreach (var column in pairs.Columns)
        {
            column.Key.Point.Type.ShouldBe(SettlementPointType.Zone);
            var whole = tidy.Columns.Single(one => one.Key == column.Key);
            var prices = whole.StartsUnixSeconds.Zip(whole.Values).ToDictionary(pair => pair.First, pair => pair.Second);
            column.StartsUnixSeconds.Zip(column.Values).ShouldAllBe(pair => prices[pair.First] == pair.Second);
        }
    }

    [Fact]
    public void Quirk10_on_the_excerpts_of_real_feeds()
    {
        var prices = MarketFileReader.Read(RealFiles.Find("ercot", "dashboards", "system-wide-prices_2026-09-26_excerpt.json"), TestContext.Current.CancellationToken);
        prices.Single(part => part.Columns[0].Key.Product == Product.RealTimePrice).At("LZ_WEST", "2026-09-26T05:00Z").ShouldBe(39.99m);
        prices.Single(part => part.Columns[0].Key.Product == Product.DayAheadPrice).Values("HB_BUSAVG").ShouldContain(25.35m);
        Real("ercot", "dashboards", "daily-prc_2026-09-26_excerpt.json").Findings[0].Detail.ToString().ShouldContain("18485 MW");
        Real("ercot", "dashboards", "ancillary-services_2026-09-26_excerpt.json").Findings[0].Detail.ToString().ShouldContain("3 of deployed reserves");
    }

    private static decimal[] Row(MarketFile file, string start) =>
        [.. _services.Select(service => file.At(service, start))];

    private static MarketFile Real(params string[] parts) =>
        MarketFileReader.Read(RealFiles.Find(parts), TestContext.Current.CancellationToken).ShouldHaveSingleItem();
}
