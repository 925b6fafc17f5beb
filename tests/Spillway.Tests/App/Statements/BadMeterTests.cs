using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Statements;

/// <summary>Meter files with faults: refused by file, row and value, or accepted and said.</summary>
public sealed class BadMeterTests : IDisposable
{
    private const string Hour = "2024-07-01T20:00:00Z";

    private readonly SettleDesk _desk = new();

    public BadMeterTests() =>
        _desk.PriceFile("interval_start_utc,LZ_WEST\n2024-07-01T20:00:00Z,40\n2024-07-01T20:15:00Z,60\n2024-07-01T20:30:00Z,900\n2024-07-01T20:45:00Z,1500\n");

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData("2024-07-01T20:00:00Z,main,-0.5,actual", "SW2304", "line 2", "-0.5 MWh")]
    [InlineData("2024-07-01T20:00:00Z,main,184223.5,actual", "SW2305", "line 2", "184223.5 MWh", "25 MWh in an interval")]
    [InlineData("2024-07-01T20:00:00Z,main,24500,actual", "SW2305", "as kWh it would fit")]
    [InlineData("2024-07-01T20:00:00Z,main,,actual", "SW2303", "line 2, column 3")]
    [InlineData("2024-07-01T20:00:00Z,main,25,valid", "SW2302", "'valid'")]
    [InlineData("2024-07-01T20:00:00Z,main,2 5,actual", "SW2006", "'2 5' MWh")]
    [InlineData("2024-07-01 20h,main,25,actual", "SW2007", "'2024-07-01 20h'")]
    [InlineData("2024-07-01T20:07:00Z,main,25,actual", "SW2307", "2024-07-01T20:07:00Z", "intervals of 15 minutes")]
    [InlineData("2024-07-01T20:00:00Z,main,8,actual\n2024-07-01T20:05:00Z,main,8,actual", "SW2308", "line 3", "5 minutes from the one before")]
    [InlineData("2024-07-01T20:00:00Z,main,25", "SW2013", "line 2", "this row 3")]
    [InlineData("2024-07-01T20:00:00Z,main,25,actual\n2024-07-01T20:00:00Z,main,25.5,actual", "SW2306", "line 3", "25.5 MWh", "line 2 says 25 MWh")]
    public void What_cannot_be_meant_is_refused_by_row_and_value(string rows, string code, params string[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        _desk.MeterFile(rows + "\n").Run().ShouldBe(1);

        _desk.Errors.ShouldContain(code);
        _desk.Errors.ShouldContain("meter.csv");
        parts.ShouldAllBe(part => _desk.Errors.Contains(part));
        _desk.Output.ShouldBeEmpty();
    }

    [Fact]
    public void A_reading_above_the_import_limit_is_counted_and_named_with_the_power_that_it_means()
    {
        var statement = _desk.MeterFile(SettleDesk.Rows("main", Hour, 25, 25.000001m, 31.2m, 50)).Statement();

        statement.Number("energy_mwh").ShouldBe(131.200001m);
        statement.Number("settled_intervals").ShouldBe(4);
        statement.Notes().Where(note => note.Contains("import limit", StringComparison.Ordinal)).ShouldBe(
        [
            "Meter 'main' counted 31.2 MWh from 2024-07-01T20:30:00Z on, which means 124.8 MW where the import limit is 100 MW: it is counted as it stands. Check the meter, or the limit in the site file.",
            "Meter 'main' counted 50 MWh from 2024-07-01T20:45:00Z on, which means 200 MW where the import limit is 100 MW: it is counted as it stands. Check the meter, or the limit in the site file.",
        ]);
    }

    [Fact]
    public void Of_many_readings_above_the_import_limit_ten_are_named_and_the_rest_counted()
    {
        var starts = Enumerable.Range(0, 13).Select(index => NodaTime.Instant.FromUtc(2024, 7, 1, 12, 0) + (NodaTime.Duration.FromMinutes(15) * index)).ToList();
        _desk.Site(SettleDesk.OneHall + "meters:\n  - {id: main, role: site}\n");
        _desk.Prices.Clear();
        _desk.PriceFile("interval_start_utc,LZ_WEST\n" + string.Concat(starts.Select(at => $"{at},50\n")));
        _desk.MeterFile(string.Concat(starts.Select((at, index) => $"{at},main,{26 + index},actual\n{at},miners,{(index == 12 ? 40 : 20)},{(index == 12 ? "actual" : "estimated")}\n")));

        var notes = _desk.Statement().Notes().Where(note => note.Contains("import limit", StringComparison.Ordinal)).ToList();

        notes.Count.ShouldBe(11);
        notes[9].ShouldStartWith("Meter 'main' counted 35 MWh from 2024-07-01T14:15:00Z on, which means 140 MW");
        notes[10].ShouldBe("4 more readings mean more than the import limit of 100 MW, at most 160 MW from 2024-07-01T15:00:00Z on: they are counted as they stand.");
    }

    [Fact]
    public void Hourly_readings_do_not_fill_every_fourth_quarter_of_an_hour()
    {
        var rows = string.Concat(Enumerable.Range(12, 8).Select(hour => $"2024-07-01T{hour}:00:00Z,main,60,actual\n"));
        _desk.Site(SettleDesk.OneHall.Replace("import_limit_mw: 100", "import_limit_mw: 400", StringComparison.Ordinal));

        _desk.MeterFile(rows).Run().ShouldBe(1);

        _desk.Errors.ShouldContain("SW2308");
        _desk.Errors.ShouldContain("60 minutes apart");
    }

    [Fact]
    public void A_header_in_kilowatt_hours_is_refused_with_the_factor()
    {
        _desk.Meters.Add(_desk.At("kwh.csv"));
        File.WriteAllText(_desk.At("kwh.csv"), "interval_start_utc,meter,energy_kwh,quality\n");

        _desk.Run().ShouldBe(1);

        _desk.Errors.ShouldContain("SW2301");
        _desk.Errors.ShouldContain("divide kWh by 1,000");
    }

    [Fact]
    public void The_same_reading_twice_counts_once_and_is_told()
    {
        var rows = SettleDesk.Rows("main", Hour, 25, 25, 0, 0);

        var statement = _desk.MeterFile(rows).MeterFile(rows, "again.csv").Statement();

        statement.Number("energy_mwh").ShouldBe(50m);
        statement.Notes().ShouldContain(note => note.StartsWith("4 readings stand in the meter files twice", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("late.csv", "early.csv")]
    [InlineData("early.csv", "late.csv")]
    public void A_late_actual_reading_replaces_an_estimate_whichever_file_comes_first(string first, string second)
    {
        var files = new Dictionary<string, string>
        {
            ["early.csv"] = "2024-07-01T20:00:00Z,main,20,estimated\n2024-07-01T20:15:00Z,main,,missing\n",
            ["late.csv"] = "2024-07-01T20:15:00Z,main,24,actual\n2024-07-01T20:00:00Z,main,25,actual\n",
        };

        var statement = _desk.MeterFile(files[first], first).MeterFile(files[second], second).Statement();

        statement.Number("energy_mwh").ShouldBe(49m);
        statement.Number("settled_intervals").ShouldBe(2);
        statement.Notes().ShouldContain(note => note.StartsWith("2 readings stand in the meter files with two qualities", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_reading_leaves_its_interval_open_whatever_figure_stands_beside_it()
    {
        var statement = _desk.MeterFile("2024-07-01T20:00:00Z,main,25,actual\n2024-07-01T20:15:00Z,main,0,missing\n2024-07-01T20:30:00Z,main,3,missing\n").Statement();

        statement.Number("settled_intervals").ShouldBe(1);
        statement.Charge("energy-real-time").ShouldBe(1_000m);
        statement.Charge("fixed-block").ShouldBe(15m * (28m - 40m));
        statement.Notes().ShouldContain(note => note.Contains("1 readings say that they are missing and carry energy", StringComparison.Ordinal));
    }

    [Fact]
    public void Metered_intervals_without_a_price_stay_open_and_their_energy_is_told()
    {
        var statement = _desk.MeterFile(SettleDesk.Rows("main", "2024-07-01T20:45:00Z", 5, 6, 7)).Statement();

        statement.Number("settled_intervals").ShouldBe(1);
        statement.Number("open_intervals").ShouldBe(95);
        statement.Number("energy_mwh").ShouldBe(5m);
        statement.Notes().ShouldContain(note => note.Contains("2 intervals are open, without a price", StringComparison.Ordinal) && note.Contains("13 MWh", StringComparison.Ordinal));
    }

    [Fact]
    public void A_price_file_of_another_month_leaves_everything_open_and_is_no_failure()
    {
        _desk.Prices.Clear();
        _desk.PriceFile("interval_start_utc,LZ_WEST\n2024-06-01T20:00:00Z,40\n2024-06-01T20:15:00Z,60\n", "june.csv");

        var statement = _desk.MeterFile(SettleDesk.Rows("main", Hour, 25, 25)).Statement();

        statement.Number("settled_intervals").ShouldBe(0);
        statement.Number("total_usd").ShouldBe(0m);
        statement.Number("unsettled_usd").ShouldBe(96 * 15m * 28m);
    }

    [Fact]
    public void Several_meters_without_one_named_the_sites_are_refused_by_their_names()
    {
        _desk.MeterFile(SettleDesk.Rows("east", Hour, 12) + SettleDesk.Rows("west", Hour, 13)).Run().ShouldBe(1);

        _desk.Errors.ShouldContain("SW2309");
        _desk.Errors.ShouldContain("east, west");
    }

    [Fact]
    public void An_unknown_meter_is_named_and_changes_no_money()
    {
        _desk.Site(SettleDesk.OneHall + "meters:\n  - {id: main, role: site}\n");

        var statement = _desk.MeterFile(SettleDesk.Rows("main", Hour, 25, 25) + SettleDesk.Rows("workshop", Hour, 1, 1)).Statement();

        statement.Charge("energy-real-time").ShouldBe(2_500m);
        statement.Notes().ShouldContain(note => note.StartsWith("Meter 'workshop' is unknown", StringComparison.Ordinal) && note.Contains("2 MWh", StringComparison.Ordinal));
    }

    [Fact]
    public void Sub_meters_that_do_not_sum_are_told_in_energy_and_percent()
    {
        _desk.Site(SettleDesk.OneHall + "meters:\n  - {id: main, role: site}\n");

        var statement = _desk.MeterFile(SettleDesk.Rows("main", Hour, 25, 25) + SettleDesk.Rows("miners", Hour, 24, 24)).Statement();

        statement.Notes().ShouldContain(note => note.Contains("counted 48 MWh and the site's meter 50 MWh", StringComparison.Ordinal)
            && note.Contains("2 MWh or 4.00 % apart, outside the loss band", StringComparison.Ordinal));
        statement.Number("production_revenue_usd").ShouldBe(48m * 106.6m);
        statement.Charge("energy-real-time").ShouldBe(2_500m);
    }

    [Fact]
    public void Groups_without_meters_share_the_sites_by_nameplate_and_the_statement_grades_it()
    {
        _desk.Site(SettleDesk.OneHall.Replace(
            "  - {id: miners, kind: miner, machines: 40000, power_w: 2500, value_usd_per_mwh: 106.6}",
            "  - {id: new, kind: miner, machines: 30000, power_w: 2500, value_usd_per_mwh: 110}\n  - {id: old, kind: miner, machines: 10000, power_w: 2500, value_usd_per_mwh: 60}",
            StringComparison.Ordinal));

        var statement = _desk.MeterFile(SettleDesk.Rows("main", Hour, 20)).Statement();

        statement.Number("production_revenue_usd").ShouldBe((15m * 110m) + (5m * 60m));
        statement.GetProperty("production")[1].GetProperty("grade").GetString().ShouldBe("nameplate");
        statement.Notes().ShouldContain(note => note.Contains("new, old", StringComparison.Ordinal) && note.Contains("grade nameplate", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2024-03-10", "2024-03-11", 92)]
    [InlineData("2024-11-03", "2024-11-04", 100)]
    public void A_day_whose_clock_changes_has_as_many_intervals_as_it_has_quarters(string from, string to, int intervals)
    {
        (_desk.From, _desk.To) = (from, to);
        _desk.Prices.Clear();
        var start = NodaTime.Text.LocalDatePattern.Iso.Parse(from).Value.AtStartOfDayInZone(NodaTime.DateTimeZoneProviders.Tzdb["America/Chicago"]).ToInstant();
        var starts = Enumerable.Range(0, intervals).Select(index => start + (NodaTime.Duration.FromMinutes(15) * index)).ToList();
        _desk.PriceFile("interval_start_utc,LZ_WEST\n" + string.Concat(starts.Select(at => $"{at},50\n")));

        var statement = _desk.MeterFile(string.Concat(starts.Select(at => $"{at},main,10,actual\n"))).Statement();

        statement.Number("settled_intervals").ShouldBe(intervals);
        statement.Number("open_intervals").ShouldBe(0);
        statement.Charge("energy-real-time").ShouldBe(intervals * 500m);
        statement.Charge("fixed-block").ShouldBe(intervals * 15m * (28m - 50m));
    }
}
