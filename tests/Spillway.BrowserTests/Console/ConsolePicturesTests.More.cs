using Microsoft.Playwright;

namespace Spillway.BrowserTests.Console;

// What a demonstration does not come to by itself: a study, a request that waits, other widths, looks and languages.
public sealed partial class ConsolePicturesTests
{
    private const int Width = 1440;
    private const int Height = 900;

    // A week of prices, a backtest and a sweep over three of its days, side by side.
    private static async Task StudyAsync(DemoDesk desk, DrawnPage drawn)
    {
        var page = drawn.Page;
        await drawn.GotoAsync(desk.Address + "/set-up/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "april-2019.csv", MimeType = "text/csv", Buffer = MadeUpPrices.Csv(new(2019, 4, 1), 8) });
        var keep = page.GetByRole(AriaRole.Button, new() { Name = "Keep them in the archive" });
        await keep.WaitForAsync();
        await KeepAsync(page, "set-up-import");
        await keep.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "in the archive" })).ToBeVisibleAsync(new() { Timeout = MostMilliseconds });
        await drawn.GotoAsync(desk.Address + "/lab");
        foreach (var (name, policies, sweep) in new[] { (Written.Backtest, "strike:price=30", ""), (Written.Sweep, "", "strike-price=30:60:15") })
        {
            await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
            await page.GetByLabel("First day").FillAsync("2019-04-02");
            await page.GetByLabel("Last day").FillAsync("2019-04-04");
            await page.GetByLabel("Policies (empty: the usual four)").FillAsync(policies);
            await page.GetByLabel("Sweep (empty: none)").FillAsync(sweep);
            await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
            var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = name });
            await Assertions.Expect(row).ToContainTextAsync("done", Within());
            await row.GetByRole(AriaRole.Checkbox).CheckAsync();
        }

        await page.Locator("section[aria-labelledby=lab-compare] th").First.WaitForAsync();
        await KeepAsync(page, "lab");
    }

    // A key that another person has to sign.
    private static async Task AskForASecondAsync(DemoDesk desk, DrawnPage drawn)
    {
        var page = drawn.Page;
        await drawn.GotoAsync(desk.Address + "/set-up/keys");
        var form = page.Locator("section[aria-labelledby=setup-new-key]");
        await form.GetByLabel("Program").FillAsync(Written.Program);
        await form.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Review the key" }).ClickAsync();
        var review = page.Locator("section[aria-labelledby=setup-review-key]");
        await review.WaitForAsync();
        await KeepAsync(page, "set-up-keys");
        await review.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        await page.Locator(".setup-secret").WaitForAsync();
        await drawn.GotoAsync(desk.Address + "/seconds");
        await page.Locator(".seconds-request").First.WaitForAsync();
        await KeepAsync(page, "seconds");
    }

    // One page as wide as a small screen, one in the light look and one in Chinese.
    private static async Task OtherwiseAsync(DemoDesk desk, DrawnPage drawn)
    {
        var page = drawn.Page;
        await page.SetViewportSizeAsync(1024, Height);
        await drawn.GotoAsync(desk.Address + "/fleet");
        await KeepAsync(page, "fleet-1024");
        await page.SetViewportSizeAsync(Width, Height);
        await page.GotoAsync(desk.Address + "/reader?look=light&back=/not-found");
        await drawn.GotoAsync(desk.Address + "/prices");
        await KeepAsync(page, "prices-light");
        await page.GotoAsync(desk.Address + "/reader?language=zh-CN&look=dark&back=/not-found");
        await drawn.GotoAsync(desk.Address + "/");
        await KeepAsync(page, "now-chinese");
        await page.GotoAsync(desk.Address + "/reader?language=en&back=/not-found");
    }

    private static async Task KeepOnPhoneAsync(IPage page, string name)
    {
        await page.SetViewportSizeAsync(390, 844);
        await KeepAsync(page, name);
        await page.SetViewportSizeAsync(Width, Height);
    }
}
