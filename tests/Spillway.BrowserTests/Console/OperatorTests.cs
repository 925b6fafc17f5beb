using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>What an operator does with the site in hand: every kind of order, a drill, an alarm that is known and put aside, the total stop.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed partial class OperatorTests(ConsoleDesk desk)
{
    private const string Late = "A ceiling was not reached at its deadline";

    [Fact]
    public async Task Every_kind_of_order_is_looked_at_given_listed_and_taken_back()
    {
        var page = await desk.OpenAsync("/orders");
        await GiveAndEndAsync("Shed to", "at most 30.0 MW", ("Down to, MW", "30"), ("Within, s", "600"));
        await GiveAndEndAsync("Floor", "at least 1.0 MW", ("At least, MW", "1"));
        await GiveAndEndAsync("Hold off", "hall-b stays off", ("Group", "hall-b"));
        await GiveAndEndAsync("Hold on", "hall-a stays on", ("Group", "hall-a"));

        // What is locked out has a way back of its own.
        await OrderSheet.GiveAsync(page, "Lock out", Written.Watching, ("Load group or feed", "feed:c-4"));
        var locked = OrderSheet.Row(page, Written.Watching);
        await Assertions.Expect(locked).ToContainTextAsync("c-4 locked out");
        await OrderSheet.GiveAsync(page, "Unlock", Written.Enough, ("Load group or feed", "feed:c-4"));
        await Assertions.Expect(locked).ToHaveCountAsync(0);
        await AxeChecks.SoundAsync(page);
        await page.CloseAsync();

        async Task GiveAndEndAsync(string kind, string what, params (string Label, string Value)[] fields)
        {
            await OrderSheet.GiveAsync(page, kind, Written.Watching, fields);
            var row = OrderSheet.Row(page, Written.Watching);
            await Assertions.Expect(row).ToContainTextAsync(what);
            await OrderSheet.EndAsync(row, Written.Enough);
        }
    }

    [Fact]
    public async Task A_drill_is_planned_for_another_day_looked_at_and_called_off()
    {
        var status = JsonNode.Parse((await desk.SendAsync(HttpMethod.Get, "status")).Text)!;
        var day = DateTimeOffset.Parse((string)status["at_utc"]!, CultureInfo.InvariantCulture).AddDays(2);
        var page = await desk.OpenAsync("/events");
        await page.GetByLabel("Day and time").FillAsync(day.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));
        await page.GetByLabel("Note").FillAsync(Written.NextDay);
        await page.GetByRole(AriaRole.Button, new() { Name = "Plan the drill" }).ClickAsync();

        var row = page.GetByRole(AriaRole.Region, new() { Name = "Planned drills, earliest first" }).Locator("tbody tr", new() { HasText = Written.NextDay });
        await Assertions.Expect(row).ToContainTextAsync("ahead");
        await row.GetByRole(AriaRole.Button, new() { Name = "Begin planned drill" }).ClickAsync();
        await Assertions.Expect(page.Locator(".events-drill")).ToContainTextAsync("The machines will really sleep");
        await AxeChecks.SoundAsync(page);
        await page.Locator(".events-drill").GetByRole(AriaRole.Button, new() { Name = "No", Exact = true }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Call off planned drill" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Yes, call it off" }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await page.CloseAsync();
    }

    // In this order: a site that is stopped has nothing to take off, and no order to be late with.
    [Fact]
    public async Task A_drill_is_held_an_alarm_is_known_and_put_aside_and_the_whole_site_is_stopped_and_released()
    {
        await DrillAsync();
        var page = await desk.OpenAsync("/orders");
        await AlarmAsync(page);
        await StopAsync(page);
        await page.CloseAsync();
    }

    private async Task DrillAsync()
    {
        var page = await desk.OpenAsync("/events");
        await page.GetByLabel("MW that come off").FillAsync("0.1");
        await page.GetByLabel("ends by itself after, seconds").FillAsync("20");
        await Assertions.Expect(page.Locator(".events-drill dl.facts")).ToContainTextAsync("Promise");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin the drill" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, begin the drill" }).ClickAsync();
        await Assertions.Expect(page.Locator(".events-drill")).ToContainTextAsync("0.1 MW off until");
        await Assertions.Expect(page.Locator(".events-drill")).ToContainTextAsync(Result());
        await AxeChecks.SoundAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "To its evidence" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("drill-");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "What happened, in order" })).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    // Machines that sleep still draw something, so that a ceiling of nothing within a second is missed and the alarm stands. While somebody
    // waits for another one the day goes at the pace of a real clock: what is put aside for half an hour stays there.
    private async Task AlarmAsync(IPage orders)
    {
        await OrderSheet.GiveAsync(orders, "Shed to", Written.Called, ("Down to, MW", "0"), ("Within, s", "1"), ("On whose behalf", "OperatorHold"));
        var late = OrderSheet.Row(orders, Written.Called);
        var order = await late.GetAttributeAsync("data-order");
        await OrderSheet.GiveAsync(orders, "Shed to", Written.Watching, ("Down to, MW", "0"), ("Within, s", "3600"));

        var page = await desk.OpenAsync("/alarms");
        var row = page.Locator("section[aria-labelledby=alarms-shown] tbody tr", new() { HasText = order });
        await Assertions.Expect(row).ToContainTextAsync(Late);
        await row.Locator("button.opens").ClickAsync();
        var panel = page.Locator("tr.open .panel");
        await page.SetViewportSizeAsync(390, 844);
        (await page.EvaluateAsync<int>("() => Math.max(...[...document.querySelectorAll('main .scroll')].map(one => one.scrollWidth - one.clientWidth))"))
            .ShouldBeLessThanOrEqualTo(1, "on a telephone what to do is read without moving the page sideways");
        await page.SetViewportSizeAsync(1440, 900);
        await panel.GetByLabel("Shelve for").SelectOptionAsync("30");
        await panel.GetByLabel("Reason").FillAsync(Written.Shelved);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Shelve", Exact = true }).ClickAsync();

        var shelved = page.GetByRole(AriaRole.Table, new() { Name = "Shelved" });
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await Assertions.Expect(shelved).ToContainTextAsync("shelved, stands");
        await shelved.Locator("button.opens").ClickAsync();
        await Assertions.Expect(shelved.Locator(".panel")).ToContainTextAsync(Written.Shelved);
        await AxeChecks.SoundAsync(page);
        await shelved.GetByRole(AriaRole.Button, new() { Name = "Take from the shelf" }).ClickAsync();

        // What comes back and still stands has to be known anew.
        await Assertions.Expect(shelved).ToHaveCountAsync(0);
        await Assertions.Expect(row).ToContainTextAsync("stands, not acknowledged");
        await row.GetByRole(AriaRole.Button, new() { Name = "Acknowledge " + Late }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("stands, acknowledged");

        await OrderSheet.EndAsync(late, Written.Enough);
        await OrderSheet.EndAsync(OrderSheet.Row(orders, Written.Watching), Written.Enough);
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await page.CloseAsync();
    }

    private static async Task StopAsync(IPage page)
    {
        var card = page.Locator("section.orders-stop");
        await card.GetByRole(AriaRole.Button, new() { Name = "first of two steps" }).ClickAsync();
        var last = card.GetByRole(AriaRole.Button, new() { Name = "Stop everything now" });
        await Assertions.Expect(last).ToBeDisabledAsync();
        await card.GetByLabel("Type STOP").FillAsync("stay");
        await Assertions.Expect(last).ToBeDisabledAsync();
        await AxeChecks.SoundAsync(page);
        await card.GetByLabel("Type STOP").FillAsync("STOP");
        await last.ClickAsync();

        var stop = OrderSheet.Row(page, "everything off");
        await Assertions.Expect(stop).ToContainTextAsync("2 emergency stop");
        await Assertions.Expect(page.Locator("[data-figure=power]").First).ToHaveTextAsync("0.0 MW");
        await OrderSheet.EndAsync(stop, Written.Enough);
    }

    [GeneratedRegex(@"It is over: .* came off at most, .* were promised")]
    private static partial Regex Result();
}
