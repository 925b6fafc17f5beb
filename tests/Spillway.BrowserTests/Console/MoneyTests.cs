using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>What a person finds out about money, as they would find it out.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed partial class MoneyTests(ConsoleDesk desk)
{
    private const int MostLooks = 6;
    private const int LookMilliseconds = 60_000;

    [Fact]
    public async Task What_today_earned_is_followed_from_the_total_down_to_the_row_of_a_price()
    {
        var page = await OpenAsync();
        (await page.Locator(".money-cards .first .figure").InnerTextAsync()).ShouldMatch(@"^[\d,]+\.\d\d$");
        (await page.Locator(".money-bridge tbody tr").CountAsync()).ShouldBeGreaterThan(4);

        await page.GetByRole(AriaRole.Link, new() { Name = "Energy in real time" }).ClickAsync();
        await page.Locator("#lines tbody a").First.ClickAsync();
        var line = page.Locator("#line");
        await line.WaitForAsync();

        (await line.Locator(".money-sum").InnerTextAsync()).ShouldContain("MWh");
        var trail = await line.Locator(".money-trail").InnerTextAsync();
        foreach (var step in new[] { "Meter reading", "Clause of the site file", "Market rules", "Row of the price file", "prices.csv, row ", "What the record says" })
        {
            trail.ShouldContain(step);
        }

        // The line, its charge and its day stand in the address: it can be sent to somebody.
        page.Url.ShouldContain("line=");
        (await line.Locator("h2").EvaluateAsync<bool>("title => title === document.activeElement")).ShouldBeTrue();
    }

    // The day that has figures: today, or where that has just begun the day before.
    private async Task<IPage> OpenAsync()
    {
        var page = await desk.OpenAsync("/money", 1280);
        for (var look = 0; look < MostLooks; look++)
        {
            try
            {
                await page.GetByText(SettledText()).WaitForAsync(new() { Timeout = LookMilliseconds });
                return page;
            }
            catch (TimeoutException)
            {
                await page.GotoAsync(desk.Address + "/money?day=" + (look % 2 == 0 ? "2024-03-25" : "2024-03-26"));
            }
        }

        throw new TimeoutException("No day of the demonstration has three settled intervals.");
    }

    [GeneratedRegex(@"Settled intervals: ([3-9]|\d\d)")]
    private static partial Regex SettledText();
}
