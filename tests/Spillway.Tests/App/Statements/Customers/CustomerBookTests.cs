using System.Text.Json;
using NodaTime;
using Shouldly;
using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Statements.Customers;

/// <summary>Two customers of a hall of 100 MW: what each was sent is kept in a book of its own, version by version.</summary>
public sealed class CustomerBookTests : IDisposable
{
    private static readonly YearMonth _july = new(2024, 7);
    private readonly SettleDesk _desk = new() { To = "2024-08-01" };

    public CustomerBookTests() => Site("      - {customer: acme, group: miners, share_ratio: 0.4}\n      - {customer: zenith, group: miners, share_ratio: 0.333}\n");

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void A_changed_reading_is_a_new_version_in_each_customers_book_and_the_old_one_stays()
    {
        Book("initial", 25m, 25m, 12.5m, 0m);
        var files = Contents();
        Book("final", 25m, 25m, 7.5m, 0m);

        files.ShouldAllBe(file => Contents()[file.Key] == file.Value);
        var acme = Customer("acme");
        acme.Versions(_july).Select(version => (version.Kind, version.Owed!.Value.Value)).ShouldBe([(BookKind.Initial, 25m * 65m), (BookKind.Final, 23m * 65m)]);
        var last = acme.Lines(acme.Versions(_july)[1]).ToList();
        last.Select(line => (line.IsReversal, line.Line.Quantity)).ShouldBe([(true, -5m), (false, 3m)]);
        last.ShouldAllBe(line => line.Line.Id.Item == "acme");
        acme.Standing(_july).Values.Sum(line => line.Amount.Value).ShouldBe(23m * 65m);
        acme.Versions(_july)[1].Sources.Select(source => source.File.Name).ShouldBe(["final.csv"]);
        _desk.Output.ShouldContain("  acme under tenants: version 2 (final) of 2024-07, 1 changed lines, owes 1,495.00 USD");
    }

    [Fact]
    public void The_papers_say_which_version_they_are_and_what_changed()
    {
        Book("initial", 25m, 25m, 0m, 0m);
        Directory.GetFiles(_desk.At("papers"), "*.difference.csv", SearchOption.AllDirectories).ShouldBeEmpty();
        Book("final", 25m, 25m, 7.5m, 0m);

        var booked = JsonDocument.Parse(File.ReadAllText(_desk.At("papers/tenants/acme.json"))).RootElement.GetProperty("booked");
        (booked.GetProperty("month").GetString(), booked.GetProperty("version").GetInt32(), booked.GetProperty("kind").GetString()).ShouldBe(("2024-07", 2, "final"));
        File.ReadAllText(_desk.At("papers/tenants/acme.html")).ShouldContain("This is version 2 (final) in the book of 2024-07");
        var changed = File.ReadAllLines(_desk.At("papers/tenants/acme.difference.csv")).Skip(1).ShouldHaveSingleItem();
        changed.ShouldStartWith("2024-07-01T20:30:00Z/hosting/tenants/share/acme,reading,,3.00,");
    }

    [Fact]
    public void A_closed_months_correction_lands_in_the_customers_next_open_month()
    {
        Book("initial", 25m, 25m, 0m, 0m, "--close");
        Book("true-up", 25m, 25m, 7.5m, 0m);

        var acme = Customer("acme");
        acme.Versions(_july).ShouldHaveSingleItem();
        var correction = acme.Versions(_july.PlusMonths(1)).ShouldHaveSingleItem();
        (correction.Kind, correction.Of, correction.Amount.Value, correction.Owed!.Value.Value).ShouldBe((BookKind.Correction, _july, 3m * 65m, 23m * 65m));
    }

    [Fact]
    public void A_customer_that_comes_later_begins_with_an_initial_version_and_one_that_is_gone_is_taken_back()
    {
        Book("initial", 25m, 25m, 0m, 0m);
        Site("      - {customer: acme, group: miners, share_ratio: 0.4}\n      - {customer: nadir, group: miners, share_ratio: 0.2}\n");
        Book("final", 25m, 25m, 0m, 0m);

        Customer("nadir").Versions(_july).ShouldHaveSingleItem().Kind.ShouldBe(BookKind.Initial);
        Customer("zenith").Versions(_july).Select(version => version.Kind).ShouldBe([BookKind.Initial, BookKind.Final]);
        Customer("zenith").Standing(_july).ShouldBeEmpty();
        Customer("zenith").Versions(_july)[1].Owed.ShouldBe(Money.Zero);
        Customer("acme").Versions(_july)[1].Amount.ShouldBe(Money.Zero);
    }

    [Fact]
    public void Together_the_books_of_the_customers_hold_what_the_sites_book_has_of_hosting()
    {
        Book("initial", 25m, 24.7m, 3.1m, 0m);
        Book("final", 25m, 24.7m, 7.5m, 0.3m);

        var site = new StatementBook(_desk.At("home"), new("worked"));
        var hosting = site.Standing(_july).Values.Where(line => line.Id.Charge == ChargeKind.Hosting).Sum(line => line.Amount.Value);
        site.Customers.Select(one => one.Customer).ShouldBe(["acme", "zenith"]);
        site.Customers.Sum(one => site.OfCustomer(one.Contract, one.Customer).Standing(_july).Values.Sum(line => line.Amount.Value)).ShouldBe(-hosting);
    }

    private void Book(string kind, decimal first, decimal second, decimal third, decimal fourth, params string[] more)
    {
        _desk.Prices.Clear();
        _desk.Meters.Clear();
        _desk.WorkedHour();
        _desk.Meters.Clear();
        _desk.MeterFile(SettleDesk.Rows("main", "2024-07-01T20:00:00Z", first, second, third, fourth), kind + ".csv");
        _desk.Run(["--as", kind, "--customers", _desk.At("papers"), .. more]).ShouldBe(0, _desk.Errors);
    }

    private StatementBook Customer(string name) => new StatementBook(_desk.At("home"), new("worked")).OfCustomer(new("tenants"), name);

    private Dictionary<string, string> Contents() => Directory.GetFiles(_desk.At("home/statements"), "*", SearchOption.AllDirectories)
        .ToDictionary(path => path, path => Convert.ToBase64String(File.ReadAllBytes(path)));

    private void Site(string customers) => _desk.Site(SettleDesk.OneHall +
        $"  - kind: hosting\n    id: tenants\n    price_basis: fixed\n    price_usd_per_mwh: 65\n    customers:\n{customers}");
}
