using Shouldly;
using Spillway.Markets;
using Spillway.Markets.Files;
using Xunit;

namespace Spillway.Tests.Markets.Files;

/// <summary>The oddities of ERCOT's own files, by the numbers the data's description gives them, each on a small file built
/// from that description. The integration tests try them on the real files too, where those are at hand.</summary>
public sealed class QuirkTests
{
    private const string RealTimeHeader = "Delivery Date,Delivery Hour,Delivery Interval,Repeated Hour Flag,Settlement Point Name,Settlement Point Type,Settlement Point Price\n";
    private const string DayAheadHeader = "Delivery Date,Hour Ending,Repeated Hour Flag,Settlement Point,Settlement Point Price\n";

    private static readonly string[] _points = ["HB_WEST", "HB_NORTH"];

    [Fact]
    public void Quirk01_built_from_the_description_the_start_is_the_delivery_date_plus_hour_less_one_plus_interval_less_one_in_chicago()
    {
        using var folder = new TestFolder();
        var file = folder.One(RealTimeHeader + "01/01/2025,1,1,N,HB_NORTH,HU,1\n01/01/2025,24,4,N,HB_NORTH,HU,2\n07/01/2025,12,3,N,HB_NORTH,HU,3\n");
        file.Starts("HB_NORTH").ShouldBe(["2025-01-01T06:00Z", "2025-01-02T05:45Z", "2025-07-01T16:30Z"]);

        var hourly = folder.One(DayAheadHeader + "01/01/2025,01:00,N,HB_NORTH,1\n01/01/2025,24:00,N,HB_NORTH,2\n");
        hourly.Starts("HB_NORTH").ShouldBe(["2025-01-01T06:00Z", "2025-01-02T05:00Z"]);
    }

    [Fact]
    public void Quirk02_built_from_the_description_a_spring_day_has_23_hours_and_92_intervals()
    {
        using var folder = new TestFolder();
        var hours = Enumerable.Range(1, 24).Where(hour => hour != 3).ToList();
        var hourly = folder.One(DayAheadHeader + string.Concat(hours.Select(hour => $"03/09/2025,{hour:00}:00,N,HB_NORTH,{hour}\n")));
        hourly.Values("HB_NORTH").Length.ShouldBe(23);
        hourly.Findings.ShouldBeEmpty();

        var quarters = folder.One(RealTimeHeader + string.Concat(hours.SelectMany(hour => Enumerable.Range(1, 4)
            .Select(part => $"03/09/2025,{hour},{part},N,HB_NORTH,HU,{hour}.{part}\n"))));
        quarters.Values("HB_NORTH").Length.ShouldBe(92);
        quarters.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Quirk03_built_from_the_description_an_autumn_day_has_25_hours_and_the_flag_Y_is_the_second()
    {
        using var folder = new TestFolder();
        var rows = Enumerable.Range(1, 24).Select(hour => $"11/02/2025,{hour:00}:00,N,HB_NORTH,{(hour == 2 ? "44.77" : "40")}\n")
            .Append("11/02/2025,02:00,Y,HB_NORTH,46.18\n");
        var hourly = folder.One(DayAheadHeader + string.Concat(rows));
        hourly.Values("HB_NORTH").Length.ShouldBe(25);
        hourly.At("HB_NORTH", "2025-11-02T06:00Z").ShouldBe(44.77m);
        hourly.At("HB_NORTH", "2025-11-02T07:00Z").ShouldBe(46.18m);

        var quarters = Enumerable.Range(1, 25).SelectMany(hour => Enumerable.Range(1, 4).Select(part =>
            $"11/02/2025,{(hour == 25 ? 2 : hour)},{part},{(hour == 25 ? "Y" : "N")},HB_HOUSTON,HU,{(hour == 2 ? 51.76m : hour == 25 ? 29.21m : hour)}\n"));
        var realTime = folder.One(RealTimeHeader + string.Concat(quarters));
        realTime.Values("HB_HOUSTON").Length.ShouldBe(100);
        realTime.At("HB_HOUSTON", "2025-11-02T06:00Z").ShouldBe(51.76m);
        realTime.At("HB_HOUSTON", "2025-11-02T07:00Z").ShouldBe(29.21m);
    }

    [Fact]
    public void Quirk04_built_from_the_description_load_marks_the_repeat_with_DST_and_has_a_number_for_a_time_blank_rows_and_rows_twice()
    {
        using var folder = new TestFolder();
        var book = new BuiltWorkbook().Sheet(
            "Load",
            ["HourEnding", "COAST", "ERCOT"],
            ["11/07/2021 01:00", 1, 10],
            ["11/07/2021 02:00", 2, 20],
            ["11/07/2021 02:00 DST", 3, 30],
            ["11/07/2021 03:00", 4, 40],
            [44_507.166_666_666_664, 5, 50],
            ["11/07/2021 24:00", 6, 60],
            ["11/07/2021 24:00", 6, 60],
            [null, null, null],
            ["", "", " "]);
        var file = folder.One(book.Bytes());
        file.Starts("ERCOT").ShouldBe(
            ["2021-11-07T05:00Z", "2021-11-07T06:00Z", "2021-11-07T07:00Z", "2021-11-07T08:00Z", "2021-11-07T09:00Z", "2021-11-08T05:00Z"]);
        file.Values("COAST").ShouldBe([1m, 2m, 3m, 4m, 5m, 6m]);
        file.Findings.Single(finding => finding.Kind == "agreeing-duplicates").Count.ShouldBe(2);
        file.Findings.Single(finding => finding.Kind == "holes").Count.ShouldBe(19);
    }

    [Fact]
    public void Quirk05_built_from_the_description_fuel_in_the_new_layout_with_its_four_extra_columns()
    {
        using var folder = new TestFolder();
        var book = new BuiltWorkbook().Sheet(
            "Nov",
            ["Date", "Fuel", "Settlement Type", "Total", "0:15", "1:15", "2:00", "01:15 (DST)", "02:00 (DST)", "0:00"],
            ["11/05/2023", "Wind", "FINAL", 6, 1, 2, 3, 4, 5, 6],
            ["11/06/2023", "Wind", "FINAL", 6, 7, 8, 9, null, null, 10]);
        folder.One(book.Bytes()).Starts("Wind").ShouldBe(
        [
            "2023-11-05T05:00Z", "2023-11-05T06:00Z", "2023-11-05T06:45Z", "2023-11-05T07:00Z", "2023-11-05T07:45Z",
            "2023-11-06T05:45Z", "2023-11-06T06:00Z", "2023-11-06T07:00Z", "2023-11-06T07:45Z", "2023-11-07T05:45Z",
        ]);
    }

    [Fact]
    public void Quirk05_built_from_the_description_fuel_in_the_old_layout_with_a_day_s_end_as_0_or_1_and_one_value_misplaced()
    {
        using var folder = new TestFolder();
        var book = new BuiltWorkbook()
            .Sheet("Disclaimer", ["Disclaimer"])
            .Sheet("Mar16", ["Date-Fuel", "Total", 1 / 96.0, 7 / 96.0, 8 / 96.0, 12 / 96.0, 13 / 96.0, 1], ["03/13/16_Wind", 5, 1, 2, null, 3, 4, 5])
            .Sheet("Sep16", ["Date-Fuel", "Total", 1 / 96.0, 0], ["09/01/16_Wind", 5, 6, 7]);
        var file = folder.One(book.Bytes());
        file.Starts("Wind").ShouldBe(
            ["2016-03-13T06:00Z", "2016-03-13T07:30Z", "2016-03-13T08:00Z", "2016-03-14T04:45Z", "2016-09-01T05:00Z", "2016-09-02T04:45Z"]);
        file.Values("Wind").ShouldBe([1m, 2m, 4m, 5m, 6m, 7m]);
        file.Findings.Single(finding => finding.Kind == "skipped-hour").Detail.ToString().ShouldContain("Mar16!F2: Wind");
    }

    [Fact]
    public void Quirk06_built_from_the_description_a_sheet_that_says_A1_of_its_size_in_a_zip_with_impossible_dates()
    {
        using var folder = new TestFolder();
        var zip = Undated(TestFolder.Zip(("DAMLZHBSPP_2016.xlsx", Undated(Built.DayAheadBook(dimension: "A1", partName: "Sheet")))));
        var file = folder.One(zip);
        file.Values("HB_NORTH").ShouldBe([18.43m, 16.17m]);
        file.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Quirk07_built_from_the_description_the_ancillary_workbook_of_2026_has_seven_lines_above_its_header()
    {
        using var folder = new TestFolder();
        var book = new BuiltWorkbook().Sheet(
            "Sheet1",
            [null], ["ERCOT"], ["DAM Clearing Prices for Capacity"], [null], ["Report 13091"], ["2026"], [null],
            ["Delivery Date", "Hour Ending", "Repeated Hour Flag", "REGDN", "REGUP ", "RRS", "NSPIN", "ECRS"],
            ["10/04/2026", "01:00", "N", "3", 2.11, 4, 5, 6.5],
            ["10/04/2026", "02:00", "N", "3.5", 2.12, 4, 5, null]);
        var file = folder.One(book.Bytes());
        file.Values("REGDN").ShouldBe([3m, 3.5m]);
        file.Values("REGUP").ShouldBe([2.11m, 2.12m]);
        file.Values("ECRS").ShouldBe([6.5m]);
        file.Columns.ShouldAllBe(column => column.Key.Product == Product.AncillaryPrice);
    }

    [Fact]
    public void Quirk08_built_from_the_description_rows_by_hour_then_point_then_interval_come_out_in_order_of_time()
    {
        using var folder = new TestFolder();
        var rows = from hour in Enumerable.Range(1, 2)
                   from point in _points
                   from part in Enumerable.Range(1, 4)
                   select $"12/01/2010,{hour},{part},N,{point},HU,{hour}{part}\n";
        var file = folder.One(RealTimeHeader + string.Concat(rows));
        file.Values("HB_WEST").ShouldBe([11m, 12m, 13m, 14m, 21m, 22m, 23m, 24m]);
        file.Values("HB_NORTH").ShouldBe([11m, 12m, 13m, 14m, 21m, 22m, 23m, 24m]);
    }

    [Fact]
    public void Quirk09_built_from_the_description_LZ_and_LZEW_are_both_kept_and_of_an_unlabelled_pair_the_lower()
    {
        using var folder = new TestFolder();
        var labelled = folder.One(RealTimeHeader + "08/17/2023,1,1,N,LZ_WEST,LZ,20.10\n08/17/2023,1,1,N,LZ_WEST,LZEW,20.15\n08/17/2023,1,2,N,LZ_WEST,LZ,21\n");
        labelled.At("LZ_WEST", "2023-08-17T05:00Z").ShouldBe(20.10m);
        labelled.At("LZ_WEST@LZEW", "2023-08-17T05:00Z").ShouldBe(20.15m);

        var unlabelled = folder.One("Delivery Date,Delivery Hour,Delivery Interval,Repeated Hour Flag,Settlement Point Name,Settlement Point Price\n08/17/2023,1,1,N,LZ_WEST,20.15\n08/17/2023,1,1,N,LZ_WEST,20.10\n08/17/2023,1,2,N,LZ_WEST,7\n08/17/2023,1,2,N,LZ_WEST,7\n");
        unlabelled.Values("LZ_WEST").ShouldBe([20.10m, 7m]);
        unlabelled.Findings.ShouldHaveSingleItem().ShouldBe(new Finding("unresolved-pairs", 1, $"1 times a zone has two prices without a type; the lower was taken as the zone's (LZ)."));
    }

    [Fact]
    public void Quirk10_built_from_the_description_feeds_stamp_the_end_of_an_interval()
    {
        using var folder = new TestFolder();
        var parts = folder.Read(Built.DashboardPrices);
        parts.Length.ShouldBe(2);
        parts[0].Starts("LZ_WEST").ShouldBe(["2026-09-26T05:00Z", "2026-09-26T05:15Z"]);
        parts[1].Starts("HB_NORTH").ShouldBe(["2026-09-27T04:00Z"]);
    }

    [Fact]
    public void Quirk11_built_from_the_description_the_floor_of_minus_251_is_a_price_like_any_other()
    {
        using var folder = new TestFolder();
        var file = folder.One(RealTimeHeader + "04/14/2026,10,2,N,HB_HOUSTON,HU,-251\n04/14/2026,10,3,N,HB_HOUSTON,HU,-251.00\n");
        file.Values("HB_HOUSTON").ShouldBe([-251m, -251m]);
        file.Starts("HB_HOUSTON")[0].ShouldBe("2026-04-14T14:15Z");
        file.Findings.ShouldBeEmpty();
    }

    // The date of every entry becomes 1980-00-00, as ERCOT's archives have it: day and month zero.
    private static byte[] Undated(byte[] zip)
    {
        for (var at = 0; at < zip.Length - 16; at++)
        {
            var header = BitConverter.ToUInt32(zip, at);
            var date = header == 0x04034b50 ? at + 10 : header == 0x02014b50 ? at + 12 : -1;
            if (date > 0)
            {
                Array.Clear(zip, date, 4);
            }
        }

        return zip;
    }
}
