using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Console.Earnings;
using Spillway.App.People;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.App.Statements.Books;
using Spillway.Tests.App.Accounts;
using Spillway.Tests.App.Api;
using Spillway.Tests.App.Statements;
using Xunit;

namespace Spillway.Tests.App.Console.Earnings;

/// <summary>A month of a site with two hosted customers, booked at the console: each customer's statement stands in a book of its own, as the
/// command would have booked it.</summary>
public sealed class HostingBooksTests : IAsyncLifetime
{
    private static readonly YearMonth _june = new(2024, 6);

    // A month is settled in the background: on a busy machine that may take its time.
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);

    private const string Papers = "/api/v1/statement/customers";

    private readonly BunitContext _page = new();
    private readonly SettleDesk _files = new() { From = "2024-06-01", To = "2024-07-01" };
    private AccountRig _rig = null!;

    [Fact]
    public async Task Booking_a_month_books_what_each_customer_owes_and_a_correction_its_next_version()
    {
        var money = Render();

        await PressAsync(money, BookKind.Initial);
        money.Find("p.ok[role=status]").TextContent.ShouldStartWith("Booked as version 1: ");
        Customers().ShouldBe(["acme initial 1625.00", "zenith initial 812.50"]);
        AsTheCommandBooks("initial");

        Meter(7.5m);
        await PressAsync(Render(), BookKind.Final, closes: true);

        Customers().ShouldBe(["acme initial 1625.00", "acme final 1495.00 closed", "zenith initial 812.50", "zenith final 747.50 closed"]);
        AsTheCommandBooks("final");
        Books.OfCustomer(new("tenants"), "acme").Lines(Books.OfCustomer(new("tenants"), "acme").Versions(_june)[1])
            .Select(static line => (line.IsReversal, line.Line.Quantity)).ShouldBe([(true, -5m), (false, 3m)]);
    }

    [Fact]
    public async Task Whoever_booked_stands_in_the_journal_and_a_closed_month_takes_no_second_final()
    {
        await PressAsync(Render(), BookKind.Final, closes: true);
        var money = Render();

        await PressAsync(money, BookKind.Final);

        money.Find("p.bad[role=status]").TextContent.ShouldContain("SW4223");
        Customers().Count.ShouldBe(2);
        var record = (await _rig.RecordsAsync()).Where(static one => one.Kind == PersonKinds.BookedStatement).ShouldHaveSingleItem();
        record.Payload.ShouldContain("\"month\":\"2024-06\"");
        record.Payload.ShouldContain("\"closed\":true");
    }

    [Fact]
    public async Task Each_customers_papers_are_those_of_the_command_byte_for_byte_and_stand_on_the_page()
    {
        var ct = Xunit.TestContext.Current.CancellationToken;
        _files.Run("--customers", _files.At("papers")).ShouldBe(0, _files.Errors);
        foreach (var (customer, form) in new[] { ("acme", "html"), ("acme", "csv"), ("acme", "json"), ("zenith", "html"), ("zenith", "csv"), ("zenith", "json") })
        {
            using var answer = await _rig.Desk.AnswerAsync(HttpMethod.Get, $"{Papers}/tenants/{customer}?month=2024-06&form={form}", null, ApiRig.Token);
            var text = await answer.Content.ReadAsStringAsync(ct);
            text.ShouldBe(await File.ReadAllTextAsync(_files.At($"papers/tenants/{customer}.{form}"), ct), $"{customer} {form}");
            text.ShouldNotContain(customer == "acme" ? "zenith" : "acme");
            answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe($"tenants-{customer}-2024-06-01-to-2024-07-01.{form}");
        }

        var money = Render();
        var rows = money.FindAll("section[aria-labelledby=customers-title] tbody tr");
        rows.Select(static row => row.QuerySelector("th")!.TextContent).ShouldBe(["acme", "zenith"]);
        rows[0].TextContent.ShouldContain("1,625.00");
        rows[0].TextContent.ShouldContain("the customer pays");
        rows[1].QuerySelectorAll("a").Select(static link => link.GetAttribute("href")).ShouldContain("/api/v1/statement/customers/tenants/zenith?from=2024-06-01&to=2024-07-01&form=csv");
    }

    [Fact]
    public async Task The_list_says_what_each_owes_and_a_booked_month_which_version_it_is()
    {
        var (_, list) = await _rig.Desk.GetAsync(Papers + "?month=2024-06");
        list["customers"]!.AsArray().Select(static one => $"{one!["contract"]} {one["customer"]} {one["owed_usd"]}").ShouldBe(["tenants acme 1625", "tenants zenith 812.5"]);
        await PressAsync(Render(), BookKind.Initial);

        var (_, booked) = await _rig.Desk.GetAsync(Papers + "/tenants/acme?month=2024-06");
        ((int)booked["booked"]!["version"]!).ShouldBe(1);
        (await _rig.Desk.GetAsync(Papers + "/tenants/acme?from=2024-06-01&to=2024-06-20")).Body["booked"].ShouldBeNull("a part of a month is not what was booked");
        Meter(7.5m);
        var (_, changed) = await _rig.Desk.GetAsync(Papers + "/tenants/acme?month=2024-06");
        changed["booked"].ShouldBeNull("what is made now is no longer what was booked");
        ((decimal)changed["owed_usd"]!).ShouldBe(1495m);
    }

    [Fact]
    public async Task Whoever_may_not_see_money_and_a_name_that_is_no_customer_get_nothing()
    {
        var key = await _rig.Desk.KeyAsync("see-desk");
        (await _rig.Desk.SendAsync(HttpMethod.Get, Papers + "/tenants/acme?month=2024-06", null, key)).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        (await _rig.Desk.SendAsync(HttpMethod.Get, Papers + "?month=2024-06", null, key)).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);

        ((string?)(await _rig.Desk.GetAsync(Papers + "/tenants/nobody?month=2024-06")).Body["code"]).ShouldBe("SW6545");
        ((string?)(await _rig.Desk.GetAsync(Papers + "/others/acme?month=2024-06")).Body["code"]).ShouldBe("SW6545");
        ((string?)(await _rig.Desk.GetAsync(Papers + "/tenants/acme?month=2024-06&form=xlsx")).Body["code"]).ShouldBe("SW6503");
    }

    public async ValueTask InitializeAsync()
    {
        _files.Site(SettleDesk.OneHall + """
              - kind: hosting
                id: tenants
                price_basis: fixed
                price_usd_per_mwh: 65
                customers:
                  - {customer: acme, group: miners, share_ratio: 0.4}
                  - {customer: zenith, group: miners, share_ratio: 0.2}

            """);
        _files.PriceFile("interval_start_utc,LZ_WEST\n2024-06-03T20:00:00Z,40\n2024-06-03T20:15:00Z,60\n2024-06-03T20:30:00Z,900\n2024-06-03T20:45:00Z,1500\n");
        _files.MeterFile("");
        Meter(12.5m);
        var site = SiteFile.Read(_files.At("site.yaml"));
        _rig = await AccountRig.StartAsync(Xunit.TestContext.Current.CancellationToken, furnish: room => room with
        {
            View = room.View with
            {
                Site = site,
                PaperFiles = [_files.At("meter.csv")],
                Load = (period, _, cancellation) => Task.FromResult(SettleLoading.Load(
                    site, new(_files.At("site.yaml"), [.. _files.Prices], [.. _files.Meters], [], null, period.From, period.To), room.DataFolder, cancellation)),
            },
        });
        _page.Services.AddFallbackServiceProvider(_rig.Services);
        _page.Services.AddSupplyValueFromQueryProvider();
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.SetRendererInfo(new("Server", isInteractive: true));
        _page.Services.GetRequiredService<NavigationManager>().NavigateTo("/money?month=2024-06");
    }

    public async ValueTask DisposeAsync()
    {
        await _page.DisposeAsync();
        await _rig.DisposeAsync();
        _files.Dispose();
    }

    private StatementBook Books => new(_rig.Get<DeskRoom>().DataFolder, new("worked"));

    // What the site drew in the third quarter of the hour; the file is as new as it says.
    private void Meter(decimal third)
    {
        File.WriteAllText(_files.At("meter.csv"), SettleDesk.MeterHeader + SettleDesk.Rows("main", "2024-06-03T20:00:00Z", 25, 25, third, 0));
        File.SetLastWriteTimeUtc(_files.At("meter.csv"), new DateTime(2024, 7, 1, (int)third, 0, 0, DateTimeKind.Utc));
    }

    private IRenderedComponent<MoneyPage> Render()
    {
        var who = Task.FromResult(new AuthenticationState(ActorClaims.ToPrincipal(Actor.Local, "test")));
        var money = _page.Render<MoneyPage>(with => with.AddCascadingValue(Readers.English).AddCascadingValue(who));
        money.WaitForElement("#book-as", _longest);
        return money;
    }

    private static async Task PressAsync(IRenderedComponent<MoneyPage> money, BookKind kind, bool closes = false)
    {
        await money.TouchAsync("#book-as", one => one.Change(kind.ToString()));
        if (closes)
        {
            await money.TouchAsync("#book-as ~ label input[type=checkbox]", static one => one.Change(true));
        }

        await money.TouchAsync("section[aria-labelledby=books-title] button", static one => one.Click());
        money.WaitForElement("section[aria-labelledby=books-title] p[role=status]", _longest);
    }

    private List<string> Customers() =>
    [
        .. Books.Customers.OrderBy(static one => one.Customer, StringComparer.Ordinal).SelectMany(one =>
        {
            var book = Books.OfCustomer(one.Contract, one.Customer);
            return book.Versions(_june).Select((version, index) => FormattableString.Invariant(
                $"{one.Customer} {BookKinds.Of(version.Kind)} {version.Owed!.Value.Value:0.00}{(index > 0 && book.IsClosed(_june) ? " closed" : "")}"));
        }),
    ];

    // The same files, booked by the command in a data folder of its own.
    private void AsTheCommandBooks(string kind)
    {
        _files.Run("--as", kind).ShouldBe(0, _files.Errors);
        var theirs = new StatementBook(_files.At("home"), new("worked"));
        foreach (var (contract, customer) in theirs.Customers)
        {
            Books.OfCustomer(contract, customer).Standing(_june).Values.ShouldBe(theirs.OfCustomer(contract, customer).Standing(_june).Values);
        }

        Books.Customers.ShouldBe(theirs.Customers);
        Books.Standing(_june).Values.ShouldBe(theirs.Standing(_june).Values);
    }
}
