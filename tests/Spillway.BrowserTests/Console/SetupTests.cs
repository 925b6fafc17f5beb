using System.Globalization;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>What a person sets up: a setting from its change to its way back, prices from a file to the report, machines from a range to the inventory.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed class SetupTests(ConsoleDesk desk)
{
    private const string Was = "restart_minutes: 4";
    private const string Becomes = "restart_minutes: 6";
    private const int MostMilliseconds = 120_000;

    [Fact]
    public async Task A_setting_is_changed_reviewed_journalled_waits_for_the_next_start_and_is_brought_back()
    {
        var page = await desk.OpenAsync("/set-up");
        var area = page.GetByLabel("Text of the site file");
        var text = await area.InputValueAsync();
        text.ShouldContain(Was);

        await area.FillAsync(text.Replace(Was, Becomes + " MW", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Review the change" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("SW1008", Within());
        await AxeChecks.SoundAsync(page);

        // Leaving the text is heard while the button is held down: it must not move from under the press.
        await area.FillAsync(text.Replace(Was, Becomes, StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Review the change" }).HoverAsync();
        await page.Mouse.DownAsync();
        await Assertions.Expect(area).ToHaveAttributeAsync("aria-invalid", "false");
        await page.Mouse.UpAsync();
        var review = page.GetByRole(AriaRole.Region, new() { Name = "Review" });
        await Assertions.Expect(review.Locator("tr.new pre")).ToContainTextAsync(Becomes, Within());
        await Assertions.Expect(review.GetByRole(AriaRole.Row).Filter(new() { HasText = "loads[hall-a].restart_minutes" })).ToContainTextAsync("one person");
        await AxeChecks.SoundAsync(page);
        await page.GetByLabel("What for").FillAsync(Written.Change);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the change" }).ClickAsync();

        // It is written, and everybody is told on every page that the running desk goes by the old one.
        await Assertions.Expect(page.GetByText("is written. The desk takes it at its next start.")).ToBeVisibleAsync(Seen());
        var waits = page.GetByRole(AriaRole.Region, new() { Name = "Waits for the next start" }).GetByRole(AriaRole.Row).Filter(new() { HasText = "loads[hall-a].restart_minutes" });
        await Assertions.Expect(waits).ToHaveCountAsync(1, new() { Timeout = MostMilliseconds });
        (await waits.GetByRole(AriaRole.Cell).AllInnerTextsAsync()).Take(2).ShouldBe(["4", "6"]);
        await AxeChecks.SoundAsync(page);
        var other = await desk.OpenAsync("/journal");
        await Assertions.Expect(other.Locator("aside.pending")).ToContainTextAsync("goes by the old one");
        await other.GetByRole(AriaRole.Combobox, new() { Name = "Kind" }).SelectOptionAsync("site.changed");
        await other.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await Assertions.Expect(other.Locator(".journal-table code").Filter(new() { HasText = "site.changed" }).First).ToBeVisibleAsync(Seen());
        await AxeChecks.SoundAsync(other);

        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "found on the disk" }).Last.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(review.Locator("tr.new pre")).ToContainTextAsync(Was, Within());
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the change" }).ClickAsync();
        await Assertions.Expect(page.Locator("aside.pending")).ToHaveCountAsync(0, new() { Timeout = MostMilliseconds });
        (await area.InputValueAsync()).ShouldBe(text);
        await other.CloseAsync();
        await page.CloseAsync();
    }

    [Fact]
    public async Task Prices_are_brought_in_with_a_report_and_what_is_no_price_file_is_refused()
    {
        var page = await desk.OpenAsync("/set-up/import");
        var files = page.Locator("input[type=file]");
        await files.SetInputFilesAsync(new FilePayload { Name = "march-2019.csv", MimeType = "text/csv", Buffer = MadeUpPrices.Csv(new(2019, 3, 1), 2) });
        var review = page.GetByRole(AriaRole.Region, new() { Name = "Keep these files in the archive?" });
        await Assertions.Expect(review).ToContainTextAsync("figures would be new", Within());
        await AxeChecks.SoundAsync(page);
        await review.GetByRole(AriaRole.Button, new() { Name = "Keep them in the archive" }).ClickAsync();
        var row = page.GetByRole(AriaRole.Region, new() { Name = "Report" }).GetByRole(AriaRole.Row).Filter(new() { HasText = "march-2019.csv" });
        await Assertions.Expect(row).ToContainTextAsync((2 * MadeUpPrices.ADay).ToString(CultureInfo.InvariantCulture), Within());
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "in the archive" })).ToBeVisibleAsync(Seen());
        await AxeChecks.SoundAsync(page);

        await files.SetInputFilesAsync(new FilePayload { Name = "march-2019.csv", MimeType = "text/csv", Buffer = MadeUpPrices.Csv(new(2019, 3, 1), 2) });
        await Assertions.Expect(review).ToContainTextAsync("Imported before: nothing changed.", Within());
        await Assertions.Expect(review).ToContainTextAsync("No figure would change.");

        await files.SetInputFilesAsync(new FilePayload { Name = "letter.txt", MimeType = "text/plain", Buffer = "Dear desk,"u8.ToArray() });
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("letter.txt", Within());
        await AxeChecks.SoundAsync(page);
        await page.CloseAsync();
    }

    [Fact]
    public async Task Machines_are_searched_in_a_range_listed_taken_into_the_inventory_and_seen_in_the_fleet()
    {
        var page = await desk.OpenAsync("/set-up/discover");
        await page.GetByLabel("Address ranges").FillAsync("no range");
        await page.GetByRole(AriaRole.Button, new() { Name = "Estimate" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("SW5601", Within());
        await AxeChecks.SoundAsync(page);

        // Two machines of the hall of Whatsminers, and the site's meter.
        await page.GetByLabel("Address ranges").FillAsync("127.2.0.1-2, 127.251.0.1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Estimate" }).ClickAsync();
        await Assertions.Expect(page.GetByText("3 addresses;")).ToBeVisibleAsync(Seen());
        await page.GetByRole(AriaRole.Button, new() { Name = "Search now" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Search has ended" })).ToBeVisibleAsync(Seen());
        var found = page.GetByRole(AriaRole.Region, new() { Name = "What was found" });
        await Assertions.Expect(found).ToContainTextAsync("127.251.0.1");
        await AxeChecks.SoundAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Review taking it into the inventory" }).ClickAsync();
        await Assertions.Expect(page.GetByText("stay as they are.")).ToBeVisibleAsync(Seen());
        await AxeChecks.SoundAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it in the inventory" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The pages of the fleet know them now")).ToBeVisibleAsync(Seen());
        await AxeChecks.SoundAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "To the fleet" }).ClickAsync();
        await page.GetByLabel("Name, address, MAC, model or firmware").FillAsync("127.2.0.2");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "hall-b/1", Exact = true })).ToBeVisibleAsync(Seen());
        await page.CloseAsync();
    }

    private static LocatorAssertionsToContainTextOptions Within() => new() { Timeout = MostMilliseconds };

    private static LocatorAssertionsToBeVisibleOptions Seen() => new() { Timeout = MostMilliseconds };
}
