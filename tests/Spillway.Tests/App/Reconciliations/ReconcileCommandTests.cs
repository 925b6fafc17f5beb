using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using NodaTime.Text;
using Shouldly;
using Spillway.Tests.Markets;
using Xunit;

namespace Spillway.Tests.App.Reconciliations;

public sealed class ReconcileCommandTests : IDisposable
{
    private const string German = """
        separator: semicolon
        decimal_mark: comma
        energy_unit: kwh
        header_row: 2
        start: Viertelstunde bis
        start_is: end
        time_pattern: dd.MM.uuuu HH:mm
        code: Art
        quantity: Menge (kWh)
        price: Preis je kWh
        amount: Betrag
        ignore: [Steuer]
        charges:
          - {code: Energie, charge: energy-real-time}
          - {code: Band, charge: fixed-block, contract: block-1, component: purchase}
          - {code: Rückverkauf, charge: fixed-block, contract: block-1, component: real-time-value}

        """;

    private static readonly NumberFormatInfo _german = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };
    private readonly BilledDay _day = new();

    [Fact]
    public void A_bill_in_another_languages_numbers_and_kilowatt_hours_agrees_to_the_cent_on_the_day_of_a_hundred_quarters()
    {
        _day.Write("bill.csv", GermanBill((_, line) => [line]));

        var json = _day.Json("bill.csv", German);

        json["variances"]!.AsArray().ShouldBeEmpty();
        json["matched"]!.GetValue<int>().ShouldBe(3 * BilledDay.Intervals);
        json["ignored"]![0]!["code"]!.GetValue<string>().ShouldBe("Steuer");
        json["uncovered"]!["lines"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public void A_product_that_only_a_rules_folder_knows_is_known_to_the_reconciliation_too()
    {
        Directory.CreateDirectory(_day.At("rules"));
        _day.Write("rules/ercot.yaml", """
            market: ercot
            name: The same market with one product more
            time_zone: America/Chicago
            currency: USD
            intervals:
              - {kind: settlement, minutes: 15, source: "test"}
            settlement_points:
              - {label: LZ, type: zone, settles: [physical, financial], source: "test"}
            ancillary:
              - {product: fast-hold, direction: up, response_seconds: 1, duration_minutes: 30, sellers: [nclr], source: "test"}

            """);
        _day.Write("site.yaml", File.ReadAllText(_day.At("site.yaml")) + "  - {kind: ancillary, id: hold, product: fast-hold, seller: nclr}\n");
        _day.Write("bill.csv", GermanBill((_, line) => [line]));

        _day.Reconcile("bill.csv", German).ShouldBe(1);
        _day.Json("bill.csv", German, "--rules", _day.At("rules"))["variances"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public void Without_readings_it_says_what_to_give()
    {
        _day.Write("bill.csv", GermanBill((_, line) => [line]));

        _day.WithoutMeter("bill.csv", German).ShouldBe(2);

        _day.Errors.ShouldContain("Give --meter FILE, or --journal PATH for the readings of a desk.");
    }

    [Fact]
    public void Planted_errors_are_named_with_their_rows_and_the_dispute_file_carries_the_evidence()
    {
        _day.Write("bill.csv", GermanBill((at, line) => at switch
        {
            ("Energie", 40) => [line with { Price = line.Price + 100m, Amount = line.Quantity * (line.Price + 100m) }],
            ("Energie", 50) => [line with { Quantity = line.Quantity + 2m, Amount = (line.Quantity + 2m) * line.Price }],
            ("Band", 60) => [],
            ("Rückverkauf", 70) => [line, line],
            _ => [line],
        }));

        var json = _day.Json("bill.csv", German, "--dispute", _day.At("dispute.csv"));

        BilledDay.Variances(json).ShouldBe(
        [
            ("price-revision", Start(40)), ("volume", Start(50)), ("missing-interval", Start(60)), ("duplicate", Start(70)),
        ]);
        var dispute = File.ReadAllLines(_day.At("dispute.csv"));
        dispute.Length.ShouldBe(5);
        dispute[1].ShouldContain("meter.csv (sha256 ");
        dispute[1].ShouldContain("row 42");
        dispute[1].ShouldContain("prices.csv (sha256 ");
    }

    [Fact]
    public void What_the_bill_writes_is_no_formula_in_the_dispute_file()
    {
        _day.Write("bill.csv", GermanBill((at, line) => at == ("Energie", 40) ? [line with { Price = line.Price + 100m, Amount = line.Quantity * (line.Price + 100m) }] : [line])
            .Replace(";Energie;", ";=1+Energie;", StringComparison.Ordinal));

        _day.Json("bill.csv", German.Replace("code: Energie,", "code: \"=1+Energie\",", StringComparison.Ordinal), "--dispute", _day.At("dispute.csv"));

        File.ReadAllLines(_day.At("dispute.csv"))[1].ShouldContain(",'=1+Energie,");
    }

    [Fact]
    public void A_price_of_an_earlier_publication_is_told_from_a_wrong_one()
    {
        _day.Write("bill.csv", GermanBill((at, line) => at == ("Energie", 40) ? [line with { Price = 77m, Amount = line.Quantity * 77m }] : [line]));
        _day.Write("first.csv", $"interval_start_utc,LZ_WEST\n{Start(40)},77\n{Start(41)},78\n");

        var json = _day.Json("bill.csv", German, "--earlier-prices", _day.At("first.csv"));

        json["variances"]![0]!["because"]!.GetValue<string>().ShouldContain("was published for this interval and does not stand");
    }

    [Fact]
    public void A_workbook_with_numbered_intervals_and_a_title_above_its_header_is_read()
    {
        object?[][] rows =
        [
            ["Statement of November 2026"],
            ["Day", "Interval", "Volume", "Rate", "Charge"],
            .. Enumerable.Range(0, BilledDay.Intervals).Select(index => new object?[]
            {
                "11/01/2026", (double)(index + 1), (double)BilledDay.Energy(index), (double)BilledDay.Price(index),
                (double)Math.Round(BilledDay.Energy(index) * BilledDay.Price(index), 2),
            }),
        ];
        _day.WriteBytes("bill.xlsx", new BuiltWorkbook().Sheet("Cover", ["nothing here"]).Sheet("Detail", rows).Bytes());

        var json = _day.Json("bill.xlsx", """
            form: xlsx
            sheet: Detail
            header_row: 2
            day: Day
            interval_number: Interval
            time_pattern: MM/dd/uuuu
            quantity: Volume
            price: Rate
            amount: Charge
            charges:
              - {code: energy, charge: energy-real-time}

            """);

        json["variances"]!.AsArray().ShouldBeEmpty();
        json["matched"]!.GetValue<int>().ShouldBe(BilledDay.Intervals);
        json["uncovered"]!["lines"]!.GetValue<int>().ShouldBe(2 * BilledDay.Intervals);
    }

    [Fact]
    public void Ercots_statement_of_the_day_is_read_and_the_disputes_have_ercots_shape()
    {
        _day.Write("statement.xml", ErcotStatement(index => index == 30 ? 99_999m : 0m));

        var json = _day.Json("statement.xml", "form: ercot-statement\ncharges:\n  - {code: RTEIAMT, charge: energy-real-time}\n", "--dispute", _day.At("dispute.xml"));

        BilledDay.Variances(json).ShouldBe([("unknown", Start(30))]);
        XNamespace ews = "http://www.ercot.com/schema/2007-06/nodal/ews";
        var dispute = XDocument.Load(_day.At("dispute.xml")).Descendants(ews + "Dispute").Single();
        dispute.Element(ews + "Info")!.Element(ews + "chargeType")!.Value.ShouldBe("RTEIAMT");
        dispute.Element(ews + "Info")!.Element(ews + "amount")!.Value.ShouldBe("99999.00");
        dispute.Element(ews + "Schedule")!.Element(ews + "operatingDay")!.Value.ShouldBe("2026-11-01T00:00:00-05:00");
    }

    [Theory]
    [InlineData("NUM=\"31\"", "NUM=\"x\"", "interval 'x' is not in the operating day")]
    [InlineData("NUM=\"31\"", "NUM=\"2147483648\"", "interval '2147483648' is not in the operating day")]
    [InlineData("NUM=\"31\"", "NUM=\"30\"", "interval '30' is there twice")]
    public void An_interval_that_the_day_does_not_have_once_is_refused(string is_, string becomes, string said)
    {
        var statement = ErcotStatement(static _ => 0m);
        statement.ShouldContain(is_);
        _day.Write("statement.xml", statement.Replace(is_, becomes, StringComparison.Ordinal));

        _day.Reconcile("statement.xml", "form: ercot-statement\ncharges:\n  - {code: RTEIAMT, charge: energy-real-time}\n").ShouldBe(1);

        _day.Errors.ShouldContain(said);
    }

    [Fact]
    public void An_archive_of_two_bills_is_refused()
    {
        using (var archive = new ZipArchive(File.Create(_day.At("bill.csv")), ZipArchiveMode.Create))
        {
            foreach (var name in (string[])["a.csv", "b.csv"])
            {
                using var entry = new StreamWriter(archive.CreateEntry(name).Open());
                entry.Write(GermanBill((_, line) => [line]));
            }
        }

        _day.Reconcile("bill.csv", German).ShouldBe(1);

        _day.Errors.ShouldContain("SW7408");
        _day.Errors.ShouldContain("holds 2 files");
    }

    [Theory]
    [InlineData("Energie", "Fernwärme", "SW7403", "Fernwärme")]
    [InlineData("Viertelstunde bis", "Zeit", "SW7402", "Viertelstunde bis")]
    [InlineData("01.11.2026 00:15", "2026-11-01 00:15", "SW7405", "2026-11-01 00:15")]
    [InlineData("Band;15.000,000", "Band;15.00,0", "SW7404", "15.00,0")]
    public void What_is_not_understood_is_refused_with_file_row_and_value(string is_, string becomes, string code, string named)
    {
        var bill = GermanBill((_, line) => [line]);
        var at = bill.IndexOf(is_, StringComparison.Ordinal);
        _day.Write("bill.csv", bill[..at] + becomes + bill[(at + is_.Length)..]);

        _day.Reconcile("bill.csv", German).ShouldBe(1);

        _day.Errors.ShouldContain(code);
        _day.Errors.ShouldContain(named);
        _day.Errors.ShouldContain("bill.csv");
    }

    [Theory]
    [InlineData(null, "SW7421", "does not exist", "Check the path of --mapping")]
    [InlineData("\xff\xfe", "SW7422", "is not UTF-8 text", "it is the mapping and not the bill")]
    [InlineData("charges: [", "SW7423", "line 2, column 1", "docs/reference/bill-mapping.md")]
    [InlineData("start;code;mwh\n", "SW7423", "holds a single value instead of one set of keys", "docs/reference/bill-mapping.md")]
    [InlineData("", "SW7423", "holds nothing", "docs/reference/bill-mapping.md")]
    [InlineData("separater: comma\n", "SW7424", "line 1, column 1: 'separater' is not a key at the top: the nearest is 'separator'", "docs/reference/bill-mapping.md")]
    [InlineData("start: a\namount: b\n", "SW7425", "line 1, column 1: charges is missing", "docs/reference/bill-mapping.md")]
    [InlineData("start: a\ncharges: [{code: c, charge: energy-real-time}]\n", "SW7425", "charges[c].amount is missing", "docs/reference/bill-mapping.md")]
    public void A_mapping_that_is_none_is_named_with_what_is_wrong_and_what_to_do(string? mapping, string code, string said, string advised)
    {
        _day.Write("bill.csv", GermanBill((_, line) => [line]));

        _day.ReconcileBy("no-mapping.yaml", mapping is null ? null : Encoding.Latin1.GetBytes(mapping)).ShouldBe(1);

        var errors = _day.Errors.ReplaceLineEndings(" ");
        errors.ShouldContain("no-mapping.yaml");
        errors.ShouldContain(code);
        errors.ShouldContain(said);
        errors.ShouldContain(advised);
        errors.ShouldNotContain("site");
    }

    [Fact]
    public void Two_charges_for_the_same_lines_of_ours_are_refused()
    {
        _day.Write("bill.csv", GermanBill((_, line) => [line]));

        _day.Reconcile("bill.csv", German + "  - {code: Noch einmal, charge: fixed-block}\n").ShouldBe(1);

        _day.Errors.ShouldContain("mapping.yaml");
        _day.Errors.ShouldContain("stands for the same lines of ours. [SW7426] Give each charge its own code");
    }

    [Fact]
    public void A_person_is_shown_the_classes_and_every_reason()
    {
        _day.Write("bill.csv", GermanBill((at, line) => at == ("Energie", 50) ? [line with { Quantity = 1m, Amount = line.Price }] : [line]));

        _day.Reconcile("bill.csv", German).ShouldBe(0);

        _day.Output.ShouldContain("299 places agree");
        _day.Output.ShouldContain("volume");
        _day.Output.ShouldContain($"{Start(50)} volume, energy-real-time: ");
        _day.Output.ShouldContain("The bill counts 1 and we ");
    }

    public void Dispose() => _day.Dispose();

    private static string Start(int index) => InstantPattern.General.Format(BilledDay.Start(index));

    private static string GermanBill(Func<(string Code, int Index), Printed, Printed[]> change)
    {
        var bill = new StringBuilder("Stromrechnung;;;;\nViertelstunde bis;Art;Menge (kWh);Preis je kWh;Betrag\n");
        for (var index = 0; index < BilledDay.Intervals; index++)
        {
            var (energy, price) = (BilledDay.Energy(index), BilledDay.Price(index));
            foreach (var (code, line) in new[]
            {
                ("Energie", new Printed(energy, price, energy * price)),
                ("Band", new Printed(15m, 28m, 420m)),
                ("Rückverkauf", new Printed(15m, price, -15m * price)),
            })
            {
                foreach (var printed in change((code, index), line))
                {
                    bill.Append(_german, $"{Ending(index)};{code};{printed.Quantity * 1000m:N3};{printed.Price / 1000m:0.000000};{printed.Amount:N2}\n");
                }
            }
        }

        return bill.Append("02.11.2026 00:00;Steuer;;;12,34\n").ToString();
    }

    // The hour that ends at the change is labelled with the end it would have had.
    private static string Ending(int index) => index == 7 ? "01.11.2026 02:00" : BilledDay.Local(index + 1, "dd.MM.uuuu HH:mm");

    private static string ErcotStatement(Func<int, decimal> more)
    {
        var intervals = Enumerable.Range(0, BilledDay.Intervals).Select(index => new XElement(
            "Interval",
            new XAttribute("NUM", index + 1),
            new XElement("IntervalEnding", BilledDay.Local(index + 1, "HH:mm")),
            new XElement("IntervalValue", Math.Round((BilledDay.Energy(index) * BilledDay.Price(index)) + more(index), 2))));
        return new XDocument(new XElement(
            "Statement",
            new XElement("AccountSection", new XElement("MarketType", "RTM"), new XElement("OperatingDay", "11/01/2026")),
            new XElement("DataSection", new XElement("ChargeType", new XElement("AmountCode", "RTEIAMT"), intervals)),
            new XElement("Summary"))).ToString();
    }

    private sealed record Printed(decimal Quantity, decimal Price, decimal Amount);
}
