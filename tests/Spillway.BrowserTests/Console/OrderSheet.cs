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
        var row = Row(page, reason);
        await row.WaitForAsync();
        return row;
    }

    /// <summary>Gives an order of any kind, once it has been looked at.</summary>
    /// <param name="page">The page of orders, listening.</param>
    /// <param name="kind">What the kind is called there.</param>
    /// <param name="reason">Why.</param>
    /// <param name="fields">What else is filled in or chosen, by label.</param>
    public static async Task GiveAsync(IPage page, string kind, string reason, params (string Label, string Value)[] fields)
    {
        await page.GetByRole(AriaRole.Radio, new() { Name = kind, Exact = true }).CheckAsync();
        foreach (var (label, value) in fields)
        {
            var field = page.GetByLabel(label, new() { Exact = true });
            await (await field.EvaluateAsync<bool>("field => field.tagName === 'SELECT'") ? field.SelectOptionAsync(value) : field.FillAsync(value));
        }

        await page.GetByLabel("Reason", new() { Exact = true }).FillAsync(reason);
        await page.GetByRole(AriaRole.Button, new() { Name = "Look at it before it is given" }).ClickAsync();
        await Assertions.Expect(page.Locator(".orders-review")).ToContainTextAsync(reason, HallDesk.Within());
        await page.GetByRole(AriaRole.Button, new() { Name = "Give the order" }).ClickAsync();
        await Assertions.Expect(page.Locator(".orders-said")).ToContainTextAsync("Accepted", HallDesk.Within());
    }

    /// <summary>The row of an order in force.</summary>
    /// <param name="page">The page of orders.</param>
    /// <param name="text">Its reason, or what it asks for.</param>
    public static ILocator Row(IPage page, string text) => page.Locator(".orders-list tbody tr", new() { HasText = text });

    /// <summary>Releases an order, which is gone then.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="reason">Why.</param>
    public static async Task EndAsync(ILocator row, string reason)
    {
        await ReleaseAsync(row, reason);
        await Assertions.Expect(row.Page.Locator(".orders-said")).ToContainTextAsync("Released", HallDesk.Within());
        await Assertions.Expect(row).ToHaveCountAsync(0);
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
