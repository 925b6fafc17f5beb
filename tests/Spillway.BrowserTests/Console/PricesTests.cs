using System.Globalization;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>What a trader reads off the page of prices: the plan with its reasons, the demand curve, and what would be at other prices.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed class PricesTests(ConsoleDesk desk)
{
    private static readonly string[] _halls = ["hall-a", "hall-b", "hall-c"];

    [Fact]
    public async Task A_plan_is_read_with_its_reasons_a_curve_by_its_steps_and_another_price_is_supposed()
    {
        var page = await desk.OpenAsync("/prices");
        var plan = page.Locator("section[aria-labelledby=plan-title] table").First.Locator("tbody tr");
        (await plan.GetByRole(AriaRole.Rowheader).AllInnerTextsAsync()).ShouldBe(_halls, ignoreOrder: true);
        (await plan.Locator("td:nth-of-type(3)").AllInnerTextsAsync()).ShouldAllBe(static why => why.Length > 10);

        // From the dearest step down more and more is wanted, and less and less is paid.
        var steps = page.Locator("section[aria-labelledby=bid-title] tbody tr");
        var (prices, megawatts) = (Numbers(await steps.Locator("td:nth-of-type(1)").AllInnerTextsAsync()), Numbers(await steps.Locator("td:nth-of-type(2)").AllInnerTextsAsync()));
        prices.Length.ShouldBeGreaterThanOrEqualTo(_halls.Length);
        prices.ShouldBe(prices.OrderDescending());
        megawatts.ShouldBe(megawatts.Order());

        // A cent below what the last step pays all of the curve runs; above every step nothing does, and without a hash price nothing either.
        var card = page.Locator("section[aria-labelledby=what-if-title]");
        await SupposeAsync("#if-price", prices[^1] - 0.01m);
        await Assertions.Expect(card.GetByRole(AriaRole.Status)).ToContainTextAsync(FormattableString.Invariant($"At this: {megawatts[^1]:#,##0.0} MW"));
        await SupposeAsync("#if-price", prices[0] + 0.01m);
        await Assertions.Expect(card.Locator("td:nth-of-type(3)").Filter(new() { HasText = "none runs" })).ToHaveCountAsync(_halls.Length);
        await SupposeAsync("#if-hashprice", 1000m);
        await Assertions.Expect(card.Locator("td:nth-of-type(3)").Filter(new() { HasText = "none runs" })).ToHaveCountAsync(0);
        await AxeChecks.SoundAsync(page);

        await card.GetByRole(AriaRole.Button, new() { Name = "As it is now" }).ClickAsync();
        await Assertions.Expect(card.Locator("#if-hashprice")).ToHaveValueAsync("45");
        await page.CloseAsync();

        async Task SupposeAsync(string field, decimal number)
        {
            await card.Locator(field).FillAsync(number.ToString(CultureInfo.InvariantCulture));
            await card.Locator(field).PressAsync("Tab");
        }
    }

    private static decimal[] Numbers(IEnumerable<string> texts) =>
        [.. texts.Select(static text => decimal.Parse(text.Replace('−', '-'), NumberStyles.Number, CultureInfo.InvariantCulture))];
}
