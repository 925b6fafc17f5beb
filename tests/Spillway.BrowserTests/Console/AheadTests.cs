using System.Globalization;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>What a trader sees of what is to come: bands of the policy that forecasts, and day-ahead prices once a file of them is there.</summary>
[Collection(LightTestGroup.Name)]
public sealed class AheadTests(AccountDesk desk) : IClassFixture<AccountDesk>
{
    private const int Hours = 48;

    // The local midnight of the day that the desk replays.
    private static readonly DateTime _midnight = new(2026, 7, 1, 5, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task The_page_of_prices_shows_bands_and_plan_and_day_ahead_prices_as_soon_as_they_are_imported()
    {
        var page = await desk.OpenAsync("/first-run");
        await page.GetByLabel("Code on the terminal").FillAsync(desk.Code);
        await page.GetByLabel("Name").FillAsync("ada");
        await page.GetByLabel("New password").FillAsync("seven quiet turbines");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the first administrator" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Passkeys" }).WaitForAsync();
        var drawn = new DrawnPage(page);
        await drawn.GotoAsync(desk.Address + "/prices");

        // Each band lies around its middle, and the coming quarters of an hour follow one another.
        var expected = page.Locator("section[aria-labelledby=ahead-title] tbody tr");
        await Assertions.Expect(expected).Not.ToHaveCountAsync(0);
        var (low, middle, high) = (await ColumnAsync(expected, 2), await ColumnAsync(expected, 3), await ColumnAsync(expected, 4));
        low.Zip(middle, static (one, other) => one <= other).ShouldAllBe(static isSo => isSo);
        middle.Zip(high, static (one, other) => one <= other).ShouldAllBe(static isSo => isSo);
        await Assertions.Expect(page.Locator(".prices-legend")).ToContainTextAsync("eight of ten prices expected within");
        await Assertions.Expect(page.Locator("section[aria-labelledby=plan-title] tbody tr").First).ToContainTextAsync("hall-a");
        await Assertions.Expect(page.Locator(".prices-legend")).Not.ToContainTextAsync("day ahead");

        // From where the page says that none is known to where they are imported, and back.
        await page.GetByRole(AriaRole.Link, new() { Name = "Import a file of them" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Import prices" }).WaitForAsync();
        await drawn.GotoAsync(desk.Address + "/set-up/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "day-ahead.csv", MimeType = "text/csv", Buffer = DayAhead() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep them in the archive" }).ClickAsync();
        await page.GetByRole(AriaRole.Status).Filter(new() { HasText = "in the archive" }).WaitForAsync();
        await drawn.GotoAsync(desk.Address + "/prices");
        await Assertions.Expect(page.Locator(".prices-legend")).ToContainTextAsync("day ahead");
        await page.Locator("main summary").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "41.00", Exact = true })).ToHaveCountAsync(1);
        await AxeChecks.SoundAsync(page);
        await page.Context.CloseAsync();
    }

    // By the hour, so that it is known for what it is; 41 in the second hour of the day.
    private static byte[] DayAhead() => System.Text.Encoding.UTF8.GetBytes(string.Join('\n',
    [
        "interval_start_utc,LZ_WEST",
        .. Enumerable.Range(0, Hours).Select(static hour => string.Create(CultureInfo.InvariantCulture, $"{_midnight.AddHours(hour - 24):yyyy-MM-ddTHH:mm:ss}Z,{(hour == 25 ? 41 : 30 + (hour % 7))}")),
        "",
    ]));

    private static async Task<decimal[]> ColumnAsync(ILocator rows, int column) =>
        [.. (await rows.Locator($"td:nth-of-type({column})").AllInnerTextsAsync()).Select(static text => decimal.Parse(text.Replace('−', '-'), NumberStyles.Number, CultureInfo.InvariantCulture))];
}
