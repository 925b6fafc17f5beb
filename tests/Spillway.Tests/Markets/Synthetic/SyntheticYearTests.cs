using NodaTime;
using Shouldly;
using Spillway.Markets;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;
using Spillway.Markets.Synthetic;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Markets.Synthetic;

public sealed class SyntheticYearTests
{
    private static readonly MarketFile _year = SyntheticYear.Generate(1, 2023);

    [Fact]
    public void The_same_seed_and_year_give_the_same_cents_on_every_machine()
    {
        SyntheticYear.Generate(1, 2023).Source.Sha256.ShouldBe(_year.Source.Sha256);
        _year.Source.Sha256.ShouldBe("f7dac419f036c3c756b7f5e2c1062d0ea241e840a8b9edb3429824ed74c3220c");
        SyntheticYear.Generate(2, 2023).Source.Sha256.ShouldNotBe(_year.Source.Sha256);
        SyntheticYear.Generate(1, 2022).Source.Sha256.ShouldNotBe(_year.Source.Sha256);
    }

    [Fact]
    public void It_has_nine_points_and_says_that_it_is_made_up()
    {
        _year.Columns.Select(column => column.Key.Point.Name).ShouldBe(
            ["HB_HOUSTON", "HB_HUBAVG", "HB_NORTH", "HB_SOUTH", "HB_WEST", "LZ_HOUSTON", "LZ_NORTH", "LZ_SOUTH", "LZ_WEST"]);
        _year.Columns.ShouldAllBe(column => column.Key.Market == "ercot-like" && column.Key.Product == Product.RealTimePrice);
        _year.Findings.ShouldHaveSingleItem().Kind.ShouldBe("synthetic");
        _year.Source.Name.ShouldBe("synthetic_ercot-like_2023_seed1.csv.gz");
    }

    [Theory]
    [InlineData(2023, 35_040)]
    [InlineData(2024, 35_136)]
    public void A_year_is_a_local_year_with_its_short_and_its_long_day(int year, int intervals)
    {
        var column = SyntheticYear.Generate(1, year).Columns[0];
        column.StartsUnixSeconds.Length.ShouldBe(intervals);
        var zone = DateTimeZoneProviders.Tzdb["America/Chicago"];
        var days = column.StartsUnixSeconds.GroupBy(start => Instant.FromUnixTimeSeconds(start).InZone(zone).Date).ToDictionary(day => day.Key, day => day.Count());
        days.Count.ShouldBe(year == 2024 ? 366 : 365);
        days[year == 2024 ? new(2024, 3, 10) : new(2023, 3, 12)].ShouldBe(92);
        days[year == 2024 ? new(2024, 11, 3) : new(2023, 11, 5)].ShouldBe(100);
        days.Values.Count(count => count == 96).ShouldBe(days.Count - 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(77)]
    [InlineData(-5)]
    public void Prices_are_cents_within_floor_and_cap_and_have_the_habits_of_real_ones(int seed)
    {
        var year = SyntheticYear.Generate(seed, 2023);
        year.Columns.SelectMany(column => column.Values).ShouldAllBe(price => price >= -251m && price <= 5000m && price == decimal.Round(price, 2));

        // Wide bands around what real years have; the reference page shows the figures side by side.
        var (west, houston) = (Values(year, "LZ_WEST"), Values(year, "LZ_HOUSTON"));
        Share(west, price => price < 0).ShouldBeInRange(0.04, 0.18);
        Share(houston, price => price < 0).ShouldBeInRange(0.001, 0.05);
        Share(west, price => price > 300).ShouldBeInRange(0.004, 0.04);
        Share(houston, price => price > 100).ShouldBeInRange(0.01, 0.10);
        west.Average().ShouldBeInRange(25m, 100m);
        west.Max().ShouldBeGreaterThan(2000m);
    }

    [Fact]
    public void Years_that_no_calendar_here_reaches_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => SyntheticYear.Generate(1, 1989));
        Should.Throw<ArgumentOutOfRangeException>(() => SyntheticYear.Generate(1, 2099));
    }

    [Fact]
    public void A_label_column_files_a_tidy_file_under_the_made_up_market()
    {
        using var folder = new TestFolder();
        var file = folder.One("interval_start_utc,LZ_WEST,SYNTHETIC_ERCOT-LIKE\n2023-01-01T06:00:00Z,1,\n2023-01-01T06:15:00Z,9000,\n");
        file.Columns.ShouldHaveSingleItem().Key.ShouldBe(new SeriesKey("ercot-like", Product.RealTimePrice, SettlementPoint.FromColumn("LZ_WEST")));
        file.Findings.ShouldHaveSingleItem().ShouldBe(_year.Findings[0] with { Count = 2 });
    }

    [Theory]
    [InlineData("ercot-like")]
    [InlineData("ercot")]
    public void A_site_of_either_market_can_run_on_it_when_there_is_nothing_else(string market) =>
        PriceSeriesLoader.FromFiles([_year], market, SettlementPoint.FromColumn("LZ_WEST")).Series.Intervals.Length.ShouldBe(35_040);

    [Fact]
    public void It_never_stands_in_for_real_prices_beside_it()
    {
        using var folder = new TestFolder();
        var real = folder.One(Built.TidyWide);
        var loaded = PriceSeriesLoader.FromFiles([real, _year], "ercot", SettlementPoint.FromColumn("LZ_WEST"));
        loaded.Series.Intervals.Length.ShouldBe(2);
    }

    private static decimal[] Values(MarketFile year, string point) => year.Columns.Single(column => column.Key.Point.Name == point).Values;

    private static double Share(decimal[] prices, Func<decimal, bool> of) => (double)prices.Count(of) / prices.Length;
}
