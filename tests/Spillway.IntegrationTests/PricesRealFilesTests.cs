using System.Collections.Immutable;
using Shouldly;
using Spillway.Markets;
using Spillway.Markets.Files;
using Spillway.Tests;
using Xunit;

namespace Spillway.IntegrationTests;

/// <summary>Every original that is at hand, value by value against the tidy file derived from it by other means.</summary>
public sealed class PricesRealFilesTests
{
    [Theory]
    [InlineData("NP4-180-ER_DAMLZHBSPP_2015.zip", "dam_spp/ercot_dam_spp_hourly_2015.csv.gz", 122_640)]
    [InlineData("NP4-180-ER_DAMLZHBSPP_2016.zip", "dam_spp/ercot_dam_spp_hourly_2016.csv.gz", 122_976)]
    [InlineData("NP4-181-ER_DAMASMCPC_2015.zip", "as_mcpc/ercot_dam_as_mcpc_hourly_2015.csv.gz", 35_040)]
    [InlineData("NP4-181-ER_DAMASMCPC_2016.zip", "as_mcpc/ercot_dam_as_mcpc_hourly_2016.csv.gz", 35_136)]
    [InlineData("Native_Load_2020.xlsx", "load/ercot_native_load_hourly_2020.csv.gz", 79_056)]
    [InlineData("Native_Load_2021.xlsx", "load/ercot_native_load_hourly_2021.csv.gz", 78_840)]
    [InlineData("Native_Load_2022.xlsx", "load/ercot_native_load_hourly_2022.csv.gz", 78_840)]
    [InlineData("Native_Load_2023.xlsx", "load/ercot_native_load_hourly_2023.csv.gz", 78_840)]
    [InlineData("Native_Load_2024.xlsx", "load/ercot_native_load_hourly_2024.csv.gz", 79_056)]
    [InlineData("IntGenByFuel2016.xlsx", "fuel_mix/ercot_fuel_mix_15min_2016.csv.gz", 316_215)]
    [InlineData("IntGenbyFuel2021.xlsx", "fuel_mix/ercot_fuel_mix_15min_2021.csv.gz", 315_360)]
    [InlineData("IntGenbyFuel2024.xlsx", "fuel_mix/ercot_fuel_mix_15min_2024.csv.gz", 351_360)]
    [InlineData("gridstatus_ercot_rtm_2021.parquet", "rtm_spp/ercot_rtm_spp_15min_2021.csv.gz", 525_600)]
    public void An_original_holds_exactly_the_figures_of_the_tidy_file(string original, string tidy, int figures)
    {
        var ours = Columns(RealFiles.Find("ercot", "raw", original));
        var expected = Columns(RealFiles.Find(["ercot", .. tidy.Split('/')]));

        // The tidy fuel file has a sum of its own; thousandths are all it keeps of loads and energies.
        ours.Keys.ShouldBe(expected.Keys.Where(key => key.Point.Name != "TOTAL_MWH"), ignoreOrder: true);
        ours.Values.Sum(column => column.Values.Length).ShouldBe(figures);
        foreach (var (key, column) in ours)
        {
            column.StartsUnixSeconds.ShouldBe(expected[key].StartsUnixSeconds, key.ToString());
            var tolerance = key.Product is Product.Generation or Product.SystemLoad ? 0.0005m : 0m;
            var differing = column.Values.Zip(expected[key].Values).Count(pair => Math.Abs(pair.First - pair.Second) > tolerance);
            differing.ShouldBe(0, key.ToString());
        }
    }

    private static ImmutableDictionary<SeriesKey, SeriesColumn> Columns(string file) =>
        MarketFileReader.Read(file, TestContext.Current.CancellationToken).ShouldHaveSingleItem()
            .Columns.ToImmutableDictionary(column => column.Key);
}
