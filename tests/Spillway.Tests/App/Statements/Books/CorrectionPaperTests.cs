using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Statements.Books;

/// <summary>July is closed and corrected afterwards by 7.5 MWh at 900: whoever gets August's papers, the site's or a customer's, reads it there.</summary>
public sealed class CorrectionPaperTests : IDisposable
{
    // The site pays 7.5 × 900 more, and acme owes 0.4 × 7.5 × 65 more.
    private const decimal Site = 6_555m;
    private const decimal Acme = 195m;

    private readonly SettleDesk _desk = new();

    public CorrectionPaperTests()
    {
        _desk.Site(SettleDesk.OneHall + "  - kind: hosting\n    id: tenants\n    price_basis: fixed\n    price_usd_per_mwh: 65\n    customers:\n      - {customer: acme, group: miners, share_ratio: 0.4}\n");
        Month("07", 0m).Run("--as", "initial", "--close").ShouldBe(0, _desk.Errors);
        Month("07", 7.5m).Run("--as", "true-up").ShouldBe(0, _desk.Errors);
        Month("08", 0m);
    }

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void Without_a_booking_the_statement_is_the_months_own_alone()
    {
        var statement = _desk.Statement();

        statement.TryGetProperty("corrections", out _).ShouldBeFalse();
        statement.TryGetProperty("total_with_corrections_usd", out _).ShouldBeFalse();
    }

    [Fact]
    public void The_JSON_has_them_beside_the_total_which_stays_the_months_own()
    {
        var own = _desk.Statement().Number("total_usd");
        Book("--json", _desk.At("august.json"));

        var statement = JsonDocument.Parse(File.ReadAllText(_desk.At("august.json"))).RootElement;
        statement.Number("total_usd").ShouldBe(own);
        statement.Number("corrections_usd").ShouldBe(Site);
        statement.Number("total_with_corrections_usd").ShouldBe(own + Site);
        var correction = statement.GetProperty("corrections").EnumerateArray().ShouldHaveSingleItem();
        (correction.GetProperty("month").GetString(), correction.GetProperty("booked_in").GetString()).ShouldBe(("2024-07", "2024-08"));
        (correction.Number("amount_usd"), correction.GetProperty("lines").GetInt32(), correction.GetProperty("because").GetString()).ShouldBe((Site, 2, "reading 2"));
    }

    [Fact]
    public void The_lines_stand_in_the_CSV_and_a_column_says_of_which_month_they_are()
    {
        Book("--csv", _desk.At("august.csv"));

        var rows = File.ReadAllLines(_desk.At("august.csv")).Select(static row => row.Split(',')).ToList();
        rows[0].TakeLast(2).ShouldBe(["correction_of", "entry"]);
        var amount = Array.IndexOf(rows[0], "amount_usd");
        var corrections = rows.Where(static row => row[^2] == "2024-07").ToList();
        corrections.Sum(row => decimal.Parse(row[amount], CultureInfo.InvariantCulture)).ShouldBe(Site);
        corrections.Select(static row => row[^1]).ShouldBe(["reversal", "new", "new"], ignoreOrder: true);
        rows.Skip(1).Count(static row => row[^2].Length == 0 && row[^1].Length == 0).ShouldBe(rows.Count - 1 - corrections.Count);
    }

    [Fact]
    public void Page_workbook_and_screen_say_them_with_the_total()
    {
        Book("--html", _desk.At("august.html"), "--xlsx", _desk.At("august.xlsx"));

        var page = File.ReadAllText(_desk.At("august.html"));
        page.ShouldContain("<h2 id=\"corrections-title\">Corrections of closed months</h2>");
        page.ShouldContain("6,555.00");
        page.ShouldContain("2024-07-01T20:30:00Z/energy-real-time/-/consumption");
        using var workbook = ZipFile.OpenRead(_desk.At("august.xlsx"));
        using var sheets = new StreamReader(workbook.GetEntry("xl/workbook.xml")!.Open());
        sheets.ReadToEnd().ShouldContain("Corrections");
        Flat(_desk.Output).ShouldContain("Correction of 2024-07, which is closed: 6,555.00 USD in 2 changed lines (reading 2), version 1 of 2024-08.");
        _desk.Output.ShouldContain("Total with corrections: ");
    }

    [Fact]
    public void A_customers_papers_say_its_own_and_nothing_of_the_sites()
    {
        Book("--customers", _desk.At("papers"));

        var json = JsonDocument.Parse(File.ReadAllText(_desk.At("papers/tenants/acme.json"))).RootElement;
        json.Number("corrections_usd").ShouldBe(Acme);
        json.Number("owed_with_corrections_usd").ShouldBe(json.Number("owed_usd") + Acme);
        json.GetProperty("corrections")[0].GetProperty("because").GetString().ShouldBe("reading 1");
        var page = File.ReadAllText(_desk.At("papers/tenants/acme.html"));
        page.ShouldContain("Corrections of closed months");
        page.ShouldContain("195.00");
        page.ShouldNotContain("6,555");
        File.ReadAllLines(_desk.At("papers/tenants/acme.csv")).Count(static row => row.EndsWith(",2024-07,new", StringComparison.Ordinal)).ShouldBe(1);
        _desk.Output.ShouldContain("Correction of 2024-07, which is closed: 195.00 USD");
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private void Book(params string[] more) => _desk.Run(["--as", "initial", .. more]).ShouldBe(0, _desk.Errors);

    private SettleDesk Month(string month, decimal third)
    {
        (_desk.From, _desk.To) = ($"2024-{month}-01", month == "07" ? "2024-08-01" : "2024-09-01");
        _desk.Prices.Clear();
        _desk.Meters.Clear();
        _desk.PriceFile($"interval_start_utc,LZ_WEST\n2024-{month}-01T20:00:00Z,40\n2024-{month}-01T20:15:00Z,60\n2024-{month}-01T20:30:00Z,900\n2024-{month}-01T20:45:00Z,1500\n", $"prices-{month}.csv");
        return _desk.MeterFile(SettleDesk.Rows("main", $"2024-{month}-01T20:00:00Z", 25m, 25m, third, 0m), $"meter-{month}-{(third == 0m ? "first" : "late")}.csv");
    }
}
