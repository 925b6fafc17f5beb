using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>What a person finds out about money, as they would find it out.</summary>
public sealed class MoneyTests(MoneyDesk desk) : IClassFixture<MoneyDesk>
{
    [Fact]
    public async Task What_today_earned_is_followed_from_the_total_down_to_the_row_of_a_price()
    {
        var page = await desk.OpenMoneyAsync();
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
}
