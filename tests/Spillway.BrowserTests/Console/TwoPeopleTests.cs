using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>Two of the crew, each before a browser of their own, and an order that one of them may not give alone.</summary>
[Collection(LightTestGroup.Name)]
public sealed class TwoPeopleTests
{
    // Machines of this world come up in a few seconds; what is tried here is who lets them.
    private const double Briskly = 8;
    private const string SignText = "Sign as the second person";

    // Signs as a program would that has the cookie of the page's reader.
    private const string SignByHand =
        """
        async ([id, digest]) => {
          const answer = await fetch(`/api/v1/seconds/${id}/sign`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ digest }) });
          return `${answer.status} ${(await answer.json()).code}`;
        }
        """;

    [Fact]
    public async Task A_shed_acts_at_once_and_what_brings_it_back_waits_for_another_person_who_sees_the_same()
    {
        await using var desk = await HallDesk.StartAsync(Briskly);
        var (ann, ben) = (await desk.JoinAsync("ann", "operator"), await desk.JoinAsync("ben", "operator"));
        var orders = await desk.OpenAsync(ann, "/orders");
        var waiting = await desk.OpenAsync(ben, "/seconds");

        // What takes load off waits for nobody, and is signed afterwards.
        var row = await OrderSheet.ShedAsync(orders, "1", "the grid asks");
        await HallDesk.UntilAsync("the site has come down", () => Task.FromResult(desk.Megawatts <= 1));
        await Assertions.Expect(orders.Locator(".orders-said")).ToContainTextAsync("It acted at once. Another person signs afterwards", HallDesk.Within());
        await Assertions.Expect(waiting.Locator("nav a[href='/seconds']")).ToContainTextAsync("to be signed by you: 1", HallDesk.Within());
        await Card(waiting, "done, to be signed").GetByRole(AriaRole.Button, new() { Name = SignText }).ClickAsync();
        await Assertions.Expect(Ended(waiting, "two-1")).ToContainTextAsync("signed", HallDesk.Within());

        // What brings it back waits. Who asked cannot sign, in no way.
        await OrderSheet.ReleaseAsync(row, "it is over");
        await Assertions.Expect(orders.Locator(".orders-said")).ToContainTextAsync("it waits for a second person, and nothing has moved", HallDesk.Within());
        var asked = await desk.OpenAsync(ann, "/seconds");
        var own = Card(asked, "waits for another person");
        await Assertions.Expect(own).ToContainTextAsync("Asked for by you: another person has to sign.");
        (await own.GetByRole(AriaRole.Button, new() { Name = SignText }).CountAsync()).ShouldBe(0);
        var digest = (string)(await desk.GetAsync("seconds"))["seconds"]!.AsArray().Single(static one => (string?)one!["state"] == "waiting")!["digest"]!;
        (await asked.EvaluateAsync<string>(SignByHand, new[] { "two-2", digest })).ShouldBe("409 SW6603");
        (await row.CountAsync()).ShouldBe(1, "the order is still in force");

        // The other sees the same promise, signs, and both see what came of it.
        var theirs = Card(waiting, "waits for another person");
        await theirs.WaitForAsync();
        (await theirs.Locator("table").InnerTextAsync()).ShouldBe(await own.Locator("table").InnerTextAsync());
        (await theirs.InnerTextAsync()).ShouldContain(digest[..16]);
        await HallDesk.PictureAsync(waiting, "second-person");
        await theirs.GetByRole(AriaRole.Button, new() { Name = SignText }).ClickAsync();
        await Assertions.Expect(Ended(asked, "two-2")).ToContainTextAsync("signed", HallDesk.Within());
        (await Ended(asked, "two-2").InnerTextAsync()).ShouldContain("ben");
        await Assertions.Expect(row).ToHaveCountAsync(0, new() { Timeout = HallDesk.Patience });
        await HallDesk.UntilAsync("the site comes back", () => Task.FromResult(desk.Megawatts > 1));

        var journal = await desk.OpenAsync(ben, "/journal");
        await journal.GetByLabel("Text").FillAsync("two-2");
        await journal.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await Assertions.Expect(journal.Locator(".journal-table")).ToContainTextAsync("ben signed two-2, which ann asked for.", HallDesk.Within());
        await Assertions.Expect(journal.Locator(".journal-table")).ToContainTextAsync("ann asked for a second person: two-2.");
    }

    [Fact]
    public async Task What_another_person_declines_is_not_done_and_who_asked_sees_why()
    {
        await using var desk = await HallDesk.StartAsync(Briskly);
        var (ann, ben) = (await desk.JoinAsync("ann", "operator"), await desk.JoinAsync("ben", "operator"));
        var orders = await desk.OpenAsync(ann, "/orders");
        var row = await OrderSheet.ShedAsync(orders, "1", "transformer 2 hums");
        await HallDesk.UntilAsync("the site has come down", () => Task.FromResult(desk.Megawatts <= 1));
        await OrderSheet.ReleaseAsync(row, "it hums no more");
        await orders.GetByRole(AriaRole.Link, new() { Name = "See who can sign it" }).ClickAsync();
        await Card(orders, "waits for another person").WaitForAsync();

        var waiting = await desk.OpenAsync(ben, "/seconds");
        var theirs = Card(waiting, "waits for another person");
        await theirs.GetByRole(AriaRole.Button, new() { Name = "Decline" }).ClickAsync();
        await Assertions.Expect(waiting.GetByRole(AriaRole.Alert)).ToContainTextAsync("Give a reason first.", HallDesk.Within());
        await theirs.GetByLabel("Reason").FillAsync("not before it is cool");
        await theirs.GetByRole(AriaRole.Button, new() { Name = "Decline" }).ClickAsync();

        await Assertions.Expect(Ended(orders, "two-2")).ToContainTextAsync("declined", HallDesk.Within());
        (await Ended(orders, "two-2").InnerTextAsync()).ShouldContain("not before it is cool");
        await orders.GotoAsync(desk.Address + "/orders");
        await row.WaitForAsync();
        desk.Megawatts.ShouldBeLessThanOrEqualTo(1);
    }

    private static ILocator Card(IPage page, string state) => page.Locator(".seconds-request", new() { HasText = state });

    private static ILocator Ended(IPage page, string id) => page.Locator("tbody tr", new() { HasText = id + " ·" });
}
