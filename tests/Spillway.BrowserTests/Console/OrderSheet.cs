using Microsoft.Playwright;

namespace Spillway.BrowserTests.Console;

/// <summary>What an operator does on the page of orders.</summary>
internal static class OrderSheet
{
    /// <summary>Sheds to some MW until it is released.</summary>
    /// <param name="page">The page of orders, listening.</param>
    /// <param name="megawatts">Down to how many MW.</param>
    /// <param name="reason">Why: it tells the order from others.</param>
    /// <param name="minutes">For how long; until it is released where nothing is said.</param>
    /// <returns>Its row among the orders in force, which is there.</returns>
    public static async Task<ILocator> ShedAsync(IPage page, string megawatts, string reason, string minutes = "")
    {
        await page.GetByLabel("Down to, MW").FillAsync(megawatts);
        await page.GetByLabel("For, minutes").FillAsync(minutes);
        await page.GetByLabel("Reason", new() { Exact = true }).FillAsync(reason);
        await Assertions.Expect(page.Locator("[data-figure=promise]")).ToContainTextAsync("off in", HallDesk.Within());
        await page.GetByRole(AriaRole.Button, new() { Name = "Look at it before it is given" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Give the order" }).ClickAsync();
        var row = page.Locator(".orders-list tbody tr", new() { HasText = reason });
        await row.WaitForAsync();
        return row;
    }

    /// <summary>Asks for an order to be released.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="reason">Why.</param>
    public static async Task ReleaseAsync(ILocator row, string reason)
    {
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await row.Page.Locator("#orders-release-reason").FillAsync(reason);
        await row.Page.Locator(".mud-dialog button.primary").ClickAsync();
    }
}
