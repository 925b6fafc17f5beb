using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>What a crew does on its shift, as it would do it.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed class CrewTests(ConsoleDesk desk)
{
    [Fact]
    public async Task A_group_goes_out_of_service_with_a_reason_and_the_history_has_it()
    {
        var page = await desk.OpenAsync("/alarms");
        var form = page.Locator("section[aria-labelledby=alarms-out] form");
        await form.Locator("select").SelectOptionAsync("hall-a");
        await form.Locator("input").FillAsync(Written.OutOfService);
        await form.GetByRole(AriaRole.Button).ClickAsync();
        var row = page.Locator("section[aria-labelledby=alarms-out] tbody tr");
        await row.WaitForAsync();
        (await row.InnerTextAsync()).ShouldContain(Written.OutOfService);
        await row.GetByRole(AriaRole.Button, new() { Name = "Back in service" }).ClickAsync();
        await row.WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await page.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await page.Locator("tbody").GetByText("in service again").First.WaitForAsync();
    }

    [Fact]
    public async Task A_shift_is_handed_over_and_taken_over_with_two_signatures()
    {
        var page = await desk.OpenAsync("/shift-log/hand-over");
        await page.Locator("textarea").First.FillAsync(Written.HandOver);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign and hand over" }).ClickAsync();
        var card = page.Locator("article.note").First;
        await card.GetByRole(AriaRole.Button, new() { Name = "Take over", Exact = true }).ClickAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Sign and take over" }).ClickAsync();
        await card.GetByText("taken over, signed").WaitForAsync();
        (await card.InnerTextAsync()).ShouldContain("Taken over as written.");
    }

    [Fact]
    public async Task An_instruction_stands_on_top_and_an_entry_is_found_by_its_words_and_only_added_to_after_its_shift()
    {
        var page = await desk.OpenAsync("/shift-log");
        await page.Locator("textarea").First.FillAsync(Written.Instruction);
        await page.Locator("section[aria-labelledby=shift-write] select").SelectOptionAsync("Instruction");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write", Exact = true }).ClickAsync();
        var pinned = page.Locator("section[aria-labelledby=shift-pinned] article.note", new() { HasText = Written.Instruction });
        var entry = page.Locator("section[aria-labelledby=shift-entries] article.note", new() { HasText = Written.Instruction });
        await Assertions.Expect(pinned).ToHaveCountAsync(1);
        await pinned.GetByRole(AriaRole.Button, new() { Name = "Take down" }).ClickAsync();
        await Assertions.Expect(pinned).ToHaveCountAsync(0);
        await entry.GetByRole(AriaRole.Button, new() { Name = "Put on top" }).ClickAsync();
        await Assertions.Expect(pinned).ToHaveCountAsync(1);
        await AxeChecks.SoundAsync(page);
        await pinned.GetByRole(AriaRole.Button, new() { Name = "Take down" }).ClickAsync();
        await Assertions.Expect(pinned).ToHaveCountAsync(0);

        await page.GetByLabel("Search: all of these words").FillAsync("NOISY during");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await Assertions.Expect(entry).ToHaveCountAsync(0);
        var found = page.Locator("section[aria-labelledby=shift-entries] article.note");
        await Assertions.Expect(found).ToHaveCountAsync(1);
        await Assertions.Expect(found).ToContainTextAsync(Written.NightNote);
        await Assertions.Expect(page.Locator("section[aria-labelledby=shift-entries] h3")).Not.ToContainTextAsync("running");
        await Assertions.Expect(found.GetByRole(AriaRole.Button, new() { Name = "Change entry" })).ToHaveCountAsync(0);

        // Not even by its writer.
        var number = (await found.GetAttributeAsync("id"))!["note-".Length..];
        var (status, said) = await desk.SendAsync(HttpMethod.Put, "shift-log/" + number, new JsonObject { ["text"] = Written.Added });
        status.ShouldNotBe(HttpStatusCode.OK, said);
        await found.GetByRole(AriaRole.Button, new() { Name = "Add to it" }).ClickAsync();
        await found.GetByLabel("What is added").FillAsync(Written.Added);
        await found.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Assertions.Expect(found.Locator(".added")).ToContainTextAsync(Written.Added);
        await Assertions.Expect(found.Locator("> .text")).ToHaveTextAsync(Written.NightNote);
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("/", "Now")]
    [InlineData("/shift-log/hand-over", "Shift log")]
    [InlineData("/set-up", "Set-up")]
    public async Task On_a_phone_the_menu_shows_where_one_is(string path, string name)
    {
        var page = await desk.OpenAsync(path, 390);
        var entry = page.Locator("nav.side a[aria-current=page]");

        (await entry.InnerTextAsync()).Trim().ShouldBe(name);
        var box = (await entry.BoundingBoxAsync())!;
        box.X.ShouldBeGreaterThanOrEqualTo(0f);
        (box.X + box.Width).ShouldBeLessThanOrEqualTo(390.5f);
    }

    [Fact]
    public async Task A_rule_of_notifications_is_made_and_tried()
    {
        var page = await desk.OpenAsync("/set-up/notifications");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(Written.Rule);
        await page.Locator("label", new() { HasText = "How" }).Locator("select").First.SelectOptionAsync("File");
        await page.GetByLabel("Name of the file").FillAsync("night.jsonl");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review the rule" }).ClickAsync();
        var review = page.Locator("section[aria-labelledby=notice-review]");
        await Assertions.Expect(review.GetByRole(AriaRole.Row).Filter(new() { HasText = "To whom" })).ToContainTextAsync("night.jsonl");
        await AxeChecks.SoundAsync(page);
        await review.GetByRole(AriaRole.Button, new() { Name = "Keep the rule" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Test night" }).ClickAsync();

        await page.GetByText("The test was delivered: night.jsonl").WaitForAsync();

        // Removed only once it is looked at, and put back as it was.
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove night" }).ClickAsync();
        await review.GetByRole(AriaRole.Button, new() { Name = "Remove the rule" }).ClickAsync();
        await page.GetByText("The rule night is removed.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Put back night" }).ClickAsync();
        await review.GetByRole(AriaRole.Button, new() { Name = "Keep the rule" }).ClickAsync();
        await page.GetByText("The rule night is kept.").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Test night" })).ToBeVisibleAsync();
    }
}
