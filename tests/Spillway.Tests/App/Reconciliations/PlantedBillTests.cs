using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Shouldly;
using Spillway.Engine.Settlements.Reconciliations;
using Xunit;

namespace Spillway.Tests.App.Reconciliations;

/// <summary>Twelve errors in a bill's file, one of every class and a second wrong price: <c>spillway reconcile</c> finds all and invents none.</summary>
public sealed class PlantedBillTests : IDisposable
{
    private readonly BilledDay _day = new();

    public PlantedBillTests()
    {
        File.AppendAllText(_day.At("site.yaml"), string.Create(CultureInfo.InvariantCulture, $"  - {{kind: index, id: retail, adder_usd_per_mwh: {PlantedBill.Adder}, loss_factor_ratio: {PlantedBill.Loss}}}\n"));
        _day.Write("first.csv", $"interval_start_utc,LZ_WEST\n{Start(20)},77.77\n{Start(21)},78\n");
    }

    public void Dispose() => _day.Dispose();

    [Fact]
    public void The_same_bill_without_errors_agrees_in_every_place()
    {
        _day.Write("bill.csv", new PlantedBill().Text());

        var json = Reconciled();

        json["variances"]!.AsArray().ShouldBeEmpty();
        json["matched"]!.GetValue<int>().ShouldBe(5 * BilledDay.Intervals);
        File.ReadAllLines(_day.At("dispute.csv")).Length.ShouldBe(1);
    }

    [Fact]
    public void Twelve_planted_errors_are_found_each_in_its_class_and_to_the_cent_and_none_is_invented()
    {
        var bill = Planted();
        _day.Write("bill.csv", bill.Text());

        var json = Reconciled();

        bill.Planted.ShouldBe(12);
        bill.Expected.Select(one => one.Class).Distinct().Order(StringComparer.Ordinal).ShouldBe(VarianceNames.All.Order(StringComparer.Ordinal));
        json["variances"]!.AsArray().Select(one => (
            Text(one, "class"), Text(one, "start_utc"), Code(one!), one!["difference_usd"]!.GetValue<decimal>(), Rows(one)))
            .ShouldBe(
                bill.Expected.Select(one => (one.Class, Start(one.Index), one.Code, one.Difference, RowsOf(bill, one))), ignoreOrder: true);
        foreach (var of in bill.Expected.GroupBy(one => one.Class))
        {
            var found = json["classes"]!.AsArray().Single(one => Text(one, "class") == of.Key)!;
            found["variances"]!.GetValue<int>().ShouldBe(of.Count());
            found["difference_usd"]!.GetValue<decimal>().ShouldBe(of.Sum(one => one.Difference), 0.01m);
        }

        // A place that has a row twice agrees without the second; the other twelve do not.
        json["matched"]!.GetValue<int>().ShouldBe((5 * BilledDay.Intervals) + 1 - (bill.Expected.Count - 1));
        json["bill"]!["lines"]!.GetValue<int>().ShouldBe(bill.Lines);
        json["uncovered"]!["lines"]!.GetValue<int>().ShouldBe(0);
        json["difference_usd"]!.GetValue<decimal>().ShouldBe(bill.Expected.Sum(one => one.Difference) + json["tolerated_usd"]!.GetValue<decimal>(), 0.05m);
        Because(json, 20).ShouldContain("was published for this interval and does not stand");
        Because(json, 28).ShouldContain("the price that stands is");
    }

    [Fact]
    public void The_dispute_file_has_the_twelve_but_for_rounding_with_their_rows_and_amounts()
    {
        var bill = Planted();
        _day.Write("bill.csv", bill.Text());

        Reconciled();

        var rows = File.ReadAllLines(_day.At("dispute.csv")).Select(Cells).ToList();
        var at = rows[0].Select((name, index) => (name, index)).ToDictionary(one => one.name, one => one.index);
        rows.Skip(1).Select(row => (
            row[at["class"]], row[at["start_utc"]], row[at["bill_rows"]],
            Math.Round(decimal.Parse(row[at["difference_usd"]], CultureInfo.InvariantCulture), 2, MidpointRounding.AwayFromZero)))
            .ShouldBe(
                bill.Expected.Where(one => one.Class != "rounding").Select(one => (one.Class, Start(one.Index), RowsOf(bill, one), one.Difference)), ignoreOrder: true);
        var volume = rows.Single(row => row[at["class"]] == "volume");
        volume[at["our_lines"]].ShouldBe($"{Start(36)}/energy-real-time/retail/consumption");
        volume[at["readings"]].ShouldContain("meter.csv (sha256 ");
        volume[at["readings"]].ShouldEndWith("row 38;");
        volume[at["prices"]].ShouldStartWith("prices.csv (sha256 ");
    }

    private static PlantedBill Planted()
    {
        var bill = new PlantedBill();
        bill.Change("price-revision", "ENERGY", 20, row => row with { Price = 77.77m });
        bill.Change("price-revision", "RESALE", 28, row => row with { Price = row.Price + 5m });
        bill.Change("volume", "ENERGY", 36, row => row with { Quantity = row.Quantity + 2.5m });
        bill.Drop("BLOCK", 44);
        bill.TurnFlags("ENERGY", 6, 10);
        bill.Change("rounding", "BLOCK", 52, row => row with { More = 0.01m });
        bill.Change("adder", "ADDER", 60, row => row with { Price = 2.35m });
        bill.Change("loss-factor", "ENERGY", 68, row => row with { Quantity = row.Quantity * PlantedBill.Loss });
        bill.Repeat("RESALE", 76);
        bill.Change("sign", "BLOCK", 84, row => row with { IsTurned = true });
        bill.Change("unknown", "LOSSES", 92, row => row with { More = 7.77m });
        bill.Invent(new("FEE", 96, 1m, 12.5m));
        return bill;
    }

    private JsonObject Reconciled() =>
        _day.Json("bill.csv", PlantedBill.Mapping, "--earlier-prices", _day.At("first.csv"), "--dispute", _day.At("dispute.csv"));

    private static string Start(int index) => InstantPattern.General.Format(BilledDay.Start(index));

    private static string Text(JsonNode? node, string name) => node![name]!.GetValue<string>();

    private static string Rows(JsonNode variance) => string.Join(' ', variance["bill_rows"]!.AsArray().Select(row => row!.GetValue<int>()));

    // Of a row that is there twice the second is named.
    private static string RowsOf(PlantedBill bill, (string Class, int Index, string Code, decimal Difference) one) =>
        string.Join(' ', one.Class == "duplicate" ? bill.RowsOf(one.Code, one.Index).Skip(1) : bill.RowsOf(one.Code, one.Index));

    private static string Because(JsonObject json, int index) => Text(json["variances"]!.AsArray().Single(one => Text(one, "start_utc") == Start(index)), "because");

    private static string Code(JsonNode variance) => (Text(variance, "charge"), variance["component"]?.GetValue<string>()) switch
    {
        ("energy-real-time", _) => "ENERGY",
        (_, "purchase") => "BLOCK",
        (_, "real-time-value") => "RESALE",
        (_, "adder") => "ADDER",
        (_, "losses") => "LOSSES",
        (_, var component) => component == "fee" ? "FEE" : "?",
    };

    // No cell of this file holds a quotation mark.
    private static string[] Cells(string row)
    {
        var cells = new List<string> { "" };
        var isQuoted = false;
        foreach (var letter in row)
        {
            isQuoted ^= letter == '"';
            if (letter == ',' && !isQuoted)
            {
                cells.Add("");
            }
            else if (letter != '"')
            {
                cells[^1] += letter;
            }
        }

        return [.. cells];
    }
}
