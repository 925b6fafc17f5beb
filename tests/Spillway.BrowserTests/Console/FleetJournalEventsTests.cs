using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>What a person does on the pages of the fleet, the journal and the events.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed partial class FleetJournalEventsTests(ConsoleDesk desk)
{
    [Fact]
    public async Task A_machine_is_found_among_thousands_and_says_what_it_was_told_and_what_became_of_it()
    {
        var page = await desk.OpenAsync("/fleet");
        await page.GetByRole(AriaRole.Region, new() { Name = "Machines, odd ones first" }).GetByRole(AriaRole.Link).First.WaitForAsync();
        (await page.Locator(".fleet-table tbody tr").CountAsync()).ShouldBeLessThan(80);
        await Sound(page);

        await page.GetByLabel("In the list by").SelectOptionAsync("Group");
        await Assertions.Expect(page.Locator(".fleet-group").First).ToContainTextAsync("hall-a: 2,800 machines");
        await Sound(page);
        await HallDesk.PictureAsync(page, "fleet-by-group");

        await page.GetByLabel("Name, address, MAC, model or firmware").FillAsync("hall-b/17");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "shown" })).ToHaveTextAsync("111 shown");
        await page.GetByRole(AriaRole.Link, new() { Name = "hall-b/17", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "hall-b/17" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("dl.facts").Filter(new() { HasText = "Serial number" })).ToContainTextAsync("Whatsminer");
        await LookBackAsync(page, page.GetByRole(AriaRole.Region, new() { Name = "Commands, newest first" }).Filter(new() { HasText = "told: sleep" }));
        await page.GetByRole(AriaRole.Button, new() { Name = "Show power and hash rate" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Last polls, newest first" }).GetByRole(AriaRole.Cell)).Not.ToHaveCountAsync(0);
        await page.Locator("#series").ScrollIntoViewIfNeededAsync();
        await HallDesk.PictureAsync(page, "machine-polls");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show it" }).ClickAsync();
        await Assertions.Expect(page.Locator("pre.raw")).ToContainTextAsync("bytes");
        await Sound(page);
        await page.CloseAsync();
    }

    // The page looks at the newest records first; how many have come since the order hangs on how fast the machine is.
    private static async Task LookBackAsync(IPage page, ILocator found)
    {
        var further = page.GetByRole(AriaRole.Button, new() { Name = "Look further back" });
        await Assertions.Expect(found.Or(further).First).ToBeVisibleAsync();
        while (await found.CountAsync() == 0)
        {
            var from = await further.InnerTextAsync();
            await further.ClickAsync();
            await Assertions.Expect(found.Or(further.Filter(new() { HasNotText = from })).Or(page.GetByText("That is all the journal has.")).First).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task An_order_is_found_in_the_journal_and_its_chain_is_verified()
    {
        var page = await desk.OpenAsync("/journal");
        await page.GetByLabel("Order", new() { Exact = true }).FillAsync("grid-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "order grid-1" });
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Locator("pre.raw")).ToContainTextAsync("\"id\": \"grid-1\"");

        await page.GetByRole(AriaRole.Button, new() { Name = "Verify the chain" }).ClickAsync();

        await Assertions.Expect(page.Locator(".journal-check .ok")).ToContainTextAsync("✓ Whole");
        Hash().IsMatch(await page.Locator(".journal-check code").InnerTextAsync()).ShouldBeTrue();
        await Sound(page);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Take it away" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        lines.Select(static line => (long)JsonNode.Parse(line)!["number"]!).ShouldBe(Enumerable.Range(1, lines.Length).Select(static number => (long)number));
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_proof_of_an_event_is_looked_at_and_taken_away()
    {
        var page = await desk.OpenAsync("/events");
        await page.GetByRole(AriaRole.Link, new() { Name = "grid-1" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The evidence" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "What happened, in order" })).ToContainTextAsync("first command");
        await Sound(page);

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Take the proof away (JSON)" }).ClickAsync());

        var proof = JsonNode.Parse(await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken))!;
        ((string?)proof["event"]!["event"]).ShouldBe("grid-1");
        proof["evidence"]!.AsArray().Count.ShouldBeGreaterThan(3);
        await page.CloseAsync();
    }

    private static async Task Sound(IPage page)
    {
        var found = await page.Locator("main").RunAxe(AxeChecks.Faults);
        found.Violations.Select(static one => $"{one.Id}: {string.Join(", ", one.Nodes.Take(3).Select(static node => node.Html))}").ShouldBeEmpty();
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue();
    }

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Hash();
}
