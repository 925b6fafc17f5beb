using System.Text;
using System.Text.Json;
using ExcelDataReader;
using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Statements.Papers;

public sealed class StatementPaperTests : IDisposable
{
    private readonly SettleDesk _desk = new();

    [Fact]
    public void The_worked_hour_is_explained_to_the_cent_and_the_reasons_sum()
    {
        var bridge = _desk.WorkedHour(25m, 25m, 0m, 0m).Statement().GetProperty("bridge");

        bridge.Number("always_on_usd").ShouldBe(-51_840m);
        Parts(bridge).ShouldBe(
        [
            ("volume", 31_250m), ("price", 28_750m), ("production-given-up", -5_330m), ("contracts", 35_820m),
        ]);
        bridge.Number("happened_usd").ShouldBe(38_650m);
        (bridge.Number("always_on_usd") + Parts(bridge).Sum(part => part.Amount)).ShouldBe(bridge.Number("happened_usd"));
    }

    [Fact]
    public void What_the_sub_meters_do_not_count_is_loss_and_no_production_given_up()
    {
        _desk.WorkedHour();
        _desk.Meters.Clear();
        _desk.MeterFile(SettleDesk.Rows("site", "2024-07-01T20:00:00Z", 25m, 25m, 25m, 25m)).MeterFile(SettleDesk.Rows("miners", "2024-07-01T20:00:00Z", 20m, 20m, 20m, 20m), "sub.csv");

        var statement = _desk.Statement();

        var bridge = statement.GetProperty("bridge");
        var parts = Parts(bridge);
        // 20 MWh of 100 at 106.6.
        parts.ShouldContain(("unmetered", -2_132m));
        parts.ShouldContain(("production-given-up", 0m));
        (bridge.Number("always_on_usd") + parts.Sum(part => part.Amount)).ShouldBe(bridge.Number("happened_usd"));
        bridge.Number("happened_usd").ShouldBe(statement.Number("production_revenue_usd") - statement.Number("total_usd"));
    }

    [Fact]
    public void The_page_shows_statement_and_bridge_and_asks_for_nothing_from_elsewhere()
    {
        _desk.WorkedHour(25m, 25m, 0m, 0m).Run("--html", _desk.At("statement.html")).ShouldBe(0);

        var page = File.ReadAllText(_desk.At("statement.html"));
        page.ShouldContain("<h2 id=\"bridge-title\">From always-on to what happened</h2>");
        page.ShouldContain("38,650.00");
        page.ShouldContain("−33,320.00");
        page.ShouldContain("92 intervals are open");
        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        page.ShouldNotContain("<script");
    }

    [Fact]
    public void The_workbook_holds_figures_as_figures_and_every_line()
    {
        _desk.WorkedHour(25m, 25m, 0m, 0m).Run("--xlsx", _desk.At("statement.xlsx")).ShouldBe(0);

        var sheets = Sheets(_desk.At("statement.xlsx"));
        sheets.Keys.ShouldBe(["Charges", "Bridge", "Plan", "Days", "Lines", "Notes", "Inputs"]);
        sheets["Charges"].Single(row => (string?)row[0] == "total")[4].ShouldBe(-33_320.0);
        sheets["Lines"].Count.ShouldBe(13);
        sheets["Bridge"][^1][1].ShouldBe(38_650.0);
    }

    [Fact]
    public void A_workbook_does_not_go_to_standard_output()
    {
        _desk.WorkedHour(25m).Run("--xlsx", "-").ShouldBe(2);

        _desk.Errors.ShouldContain("--xlsx wants a file");
    }

    [Fact]
    public void A_person_reads_the_reasons_on_the_screen()
    {
        _desk.WorkedHour(25m, 25m, 0m, 0m).Run().ShouldBe(0);

        _desk.Output.ShouldContain("from always-on to what happened");
        _desk.Output.ShouldContain("50 MWh not drawn");
    }

    [Fact]
    public void Without_a_journal_every_paper_says_that_the_plan_is_not_known()
    {
        _desk.WorkedHour(25m, 25m, 0m, 0m).Statement().GetProperty("bridge_plan").ValueKind.ShouldBe(JsonValueKind.Null);
        _desk.Run("--html", _desk.At("statement.html"), "--xlsx", _desk.At("statement.xlsx")).ShouldBe(0);

        _desk.Output.ShouldContain("From plan to what happened: not known without the journal of a desk");
        File.ReadAllText(_desk.At("statement.html")).ShouldContain("not known without the journal of a desk");
        ((string)Sheets(_desk.At("statement.xlsx"))["Plan"][1][0]!).ShouldContain("not known");
    }

    [Fact]
    public void What_a_peak_leaves_for_the_year_after_stands_on_every_paper_and_in_no_sum()
    {
        _desk.Site(SettleDesk.OneHall + "  - {kind: coincident-peak, id: 4cp, rate_usd_per_mw_year: 75527, basis: [{month: 2024-06, mw: 0}, {month: 2024-07, mw: 0}, {month: 2024-08, mw: 0}, {month: 2024-09, mw: 0}]}\n");
        (_desk.From, _desk.To) = ("2025-07-30", "2025-07-31");

        // The official interval of July 2025 ended at 17:00 in Texas.
        _desk.PriceFile("interval_start_utc,LZ_WEST\n2025-07-30T21:30:00Z,40\n2025-07-30T21:45:00Z,60\n").MeterFile(SettleDesk.Rows("main", "2025-07-30T21:30:00Z", 25m, 7.5m));

        var statement = _desk.Statement();
        var left = statement.GetProperty("next_year_peaks").EnumerateArray().ShouldHaveSingleItem();
        _desk.Run("--html", _desk.At("statement.html"), "--xlsx", _desk.At("statement.xlsx")).ShouldBe(0);

        (left.Number("left_usd"), left.Number("drawn_mw"), left.Number("charge_year"), left.GetProperty("official").GetBoolean(), left.GetProperty("start_utc").GetString())
            .ShouldBe((1_321_722.50m, 30m, 2026m, true, "2025-07-30T21:45:00Z"));
        var bridge = statement.GetProperty("bridge");
        (bridge.Number("always_on_usd") + Parts(bridge).Sum(part => part.Amount)).ShouldBe(bridge.Number("happened_usd"));
        Parts(bridge).ShouldNotContain(part => part.Part == "coincident-peaks");
        File.ReadAllText(_desk.At("statement.html")).ShouldContain("1,321,722.50");
        _desk.Output.ShouldContain("Left for 2026, in no sum above: 1,321,722.50 USD");
        Sheets(_desk.At("statement.xlsx"))["Bridge"][^1][1].ShouldBe(1_321_722.5);
    }

    public void Dispose() => _desk.Dispose();

    private static List<(string Part, decimal Amount)> Parts(JsonElement bridge) =>
        [.. bridge.GetProperty("parts").EnumerateArray().Select(part => (part.GetProperty("part").GetString()!, part.Number("amount_usd")))];

    private static Dictionary<string, List<object?[]>> Sheets(string path)
    {
        // The reader asks for a code page that workbooks of this kind never use, and the runtime must know it by name.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(File.OpenRead(path));
        var sheets = new Dictionary<string, List<object?[]>>();
        do
        {
            var rows = sheets[reader.Name] = [];
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
            }
        }
        while (reader.NextResult());
        return sheets;
    }
}
