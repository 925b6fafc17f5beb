using System.Globalization;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>The console for whoever has no mouse, sees no colours, or reads times in another zone.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed class KeysAndGreyTests(ConsoleDesk desk)
{
    private const int MostTabs = 80;
    private const int TabsInDialog = 8;
    private const float MillisecondsAKey = 20;
    private const string Dialog = ".mud-dialog";

    // What has the colour of a state and neither a word, a sign nor a name that is read out.
    private const string Mute = """
        () => [...document.querySelectorAll('main .ok, main .warn, main .bad, main .now-sign, main .fleet-sign')]
            .filter(one => one.textContent.trim() === '' && !one.getAttribute('aria-label'))
            .map(one => one.outerHTML.slice(0, 200))
        """;

    [Fact]
    public async Task A_shed_is_reached_given_and_released_by_keys_alone_and_a_dialog_keeps_them_and_lets_go_by_escape()
    {
        var page = await desk.OpenAsync("/alarms");

        // A page begins at its heading, so that nobody has to go past the menu; from the end on the keys come to the top of the page.
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await TabToAsync(page.Locator(".skip"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#main:focus, #main :focus")).ToHaveCountAsync(1);
        new Uri(page.Url).AbsolutePath.ShouldBe("/alarms", "it leads to this page's own middle");
        await TabToAsync(page.Locator("nav.side a[href='/orders']"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Shed and hold");

        await TabToAsync(page.Locator("input[name=kind]:checked"));
        await FillAsync(page.Locator("#orders-mw"), "30");
        await FillAsync(page.Locator("#orders-seconds"), "600");
        await FillAsync(page.Locator("#orders-reason"), Written.Watching);
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Give the order" }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".orders-said")).ToContainTextAsync("Accepted");

        var row = OrderSheet.Row(page, "at most 30.0 MW");
        await Assertions.Expect(row).ToContainTextAsync(Written.Watching);
        var release = row.GetByRole(AriaRole.Button);
        await TabToAsync(release);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(Dialog)).ToBeVisibleAsync();
        for (var tab = 0; tab < TabsInDialog; tab++)
        {
            await page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(page.Locator($"{Dialog} :focus")).ToHaveCountAsync(1);
        }

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await TabToAsync(release);
        await page.Keyboard.PressAsync("Enter");
        await FillAsync(page.Locator("#orders-release-reason"), Written.Enough);
        await TabToAsync(page.Locator($"{Dialog} button.primary"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".orders-said")).ToContainTextAsync("Released");
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await page.Context.CloseAsync();

        async Task FillAsync(ILocator field, string text)
        {
            await TabToAsync(field);
            await page.Keyboard.PressAsync("Control+A");
            await page.Keyboard.TypeAsync(text, new() { Delay = MillisecondsAKey });
            await Assertions.Expect(field).ToHaveValueAsync(text);
        }
    }

    [Fact]
    public async Task Without_colours_every_state_on_Now_Alarms_and_Fleet_still_has_its_word_or_sign()
    {
        var page = await desk.OpenAsync("/");
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("Emulation.setEmulatedVisionDeficiency", new() { ["type"] = "achromatopsia" });
        var groups = page.Locator(".now-groups tbody tr");
        (await groups.Locator(".now-sign").AllInnerTextsAsync()).ShouldAllBe(static sign => "●◐△▽○".Contains(sign, StringComparison.Ordinal));
        (await groups.Locator(".now-why").AllInnerTextsAsync()).ShouldAllBe(static why => why.Length > 10);
        await SaysAsync("grey-now");

        await new DrawnPage(page).GotoAsync(desk.Address + "/alarms");
        foreach (var row in await page.Locator(".alarm-table tbody tr:not(.open)").AllAsync())
        {
            (await row.Locator("td").First.InnerTextAsync()).ShouldMatch("critical|high|medium|low", "its priority");
        }

        await SaysAsync("grey-alarms");
        await new DrawnPage(page).GotoAsync(desk.Address + "/fleet");
        var cells = page.Locator(".fleet-table tbody td:nth-of-type(1)");
        await cells.Nth(10).WaitForAsync();
        var conditions = await cells.AllInnerTextsAsync();
        conditions.Count.ShouldBeGreaterThan(10);
        conditions.ShouldAllBe(static text => text.Trim().Length > 3);
        (await page.Locator(".fleet-chip").AllInnerTextsAsync()).ShouldAllBe(static text => text.Any(char.IsLetter));
        await SaysAsync("grey-fleet");
        await page.Context.CloseAsync();

        async Task SaysAsync(string picture)
        {
            (await page.EvaluateAsync<string[]>(Mute)).ShouldBeEmpty(page.Url);
            await HallDesk.PictureAsync(page, picture);
        }
    }

    [Fact]
    public async Task Times_move_to_UTC_and_back_to_the_market_and_the_choice_stays_with_the_browser()
    {
        const string Zone = "America/Chicago";
        var page = await desk.OpenAsync("/events");
        var began = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "grid-1" }).First.Locator("td").First;
        var market = Read(await began.InnerTextAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = Zone, Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "UTC", Exact = true })).ToBeVisibleAsync();
        var universal = Read(await began.InnerTextAsync());
        universal.ShouldBe(TimeZoneInfo.ConvertTimeToUtc(market, TimeZoneInfo.FindSystemTimeZoneById(Zone)));
        universal.ShouldNotBe(market);

        await new DrawnPage(page).GotoAsync(desk.Address + "/events");
        Read(await began.InnerTextAsync()).ShouldBe(universal);
        await page.GetByRole(AriaRole.Link, new() { Name = "UTC", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = Zone, Exact = true })).ToBeVisibleAsync();
        Read(await began.InnerTextAsync()).ShouldBe(market);
        await page.Context.CloseAsync();
    }

    private static DateTime Read(string text) => DateTime.ParseExact(text.Trim(), "d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    // Presses the key until something has the focus, or has been passed by often enough.
    private static async Task TabToAsync(ILocator wanted)
    {
        await wanted.WaitForAsync();
        for (var tab = 0; tab < MostTabs; tab++)
        {
            if (await wanted.EvaluateAsync<bool>("one => one === document.activeElement"))
            {
                return;
            }

            await wanted.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{wanted} is not reached by {MostTabs} presses of Tab.");
    }
}
