using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>Who reads Chinese needs no English: every page, and what pages say when something is refused.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed class ChineseConsoleTests(ConsoleDesk desk)
{
    private const int MostMilliseconds = 120_000;

    // Keys and words of the site file that the refusals below name.
    private static readonly string[] _written = ["loads", "machinery", "machines", "model", "strik"];

    [Fact]
    public async Task No_page_is_left_in_English()
    {
        var drawn = await OpenAsync();
        var left = new List<string>();
        foreach (var (path, isLive) in ConsoleAddresses.All.Concat(ConsoleAddresses.Sections))
        {
            await drawn.GotoAsync(desk.Address + path, isLive);
            left.AddRange((await LatinWords.OfAsync(drawn.Page, [.. Written.Names, .. Written.All])).Select(word => $"{path}: {word}"));
        }

        left.ShouldBeEmpty();
        await drawn.Page.CloseAsync();
    }

    [Fact]
    public async Task What_is_refused_is_refused_in_Chinese()
    {
        var drawn = await OpenAsync();
        var page = drawn.Page;
        await drawn.GotoAsync(desk.Address + "/set-up");
        var area = page.Locator("textarea");
        var text = await area.InputValueAsync();
        await RefusedAsync(page, "SW1008", () => ReviewAsync(text.Replace("import_limit_mw: 42", "import_limit_mw: 42 MW", StringComparison.Ordinal)));
        await RefusedAsync(page, "SW1004", () => ReviewAsync(text.Replace("machines: 2800", "machinery: 2800", StringComparison.Ordinal)));
        await RefusedAsync(page, "SW1010", () => ReviewAsync(text.Replace("overhead_ratio: 1.03", "overhead_ratio: 0.5", StringComparison.Ordinal)));
        await RefusedAsync(page, "SW1016", () => ReviewAsync(text.Replace("model: whatsminer-m63s", "model: whatsminer-x", StringComparison.Ordinal)));

        await drawn.GotoAsync(desk.Address + "/set-up/discover");
        await page.Locator(".setup-deeds input").First.FillAsync("10.0.0.0/8");
        await RefusedAsync(page, "SW5603", () => page.Locator(".setup-deeds button").First.ClickAsync());

        await drawn.GotoAsync(desk.Address + "/set-up/import");
        await RefusedAsync(page, "SW2002", () => page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "letter.txt", MimeType = "text/plain", Buffer = "Dear desk,"u8.ToArray() }));

        await drawn.GotoAsync(desk.Address + "/lab");
        await page.Locator("input[placeholder^=strike]").First.FillAsync("strik");
        await RefusedAsync(page, "SW4001", () => page.Locator(".setup-deeds button").First.ClickAsync());
        await page.CloseAsync();

        async Task ReviewAsync(string changed)
        {
            await area.FillAsync(changed);
            await page.Locator(".setup-deeds button").First.ClickAsync();
        }
    }

    private static async Task RefusedAsync(IPage page, string code, Func<Task> doing)
    {
        await doing();
        await Assertions.Expect(page.Locator("[role=alert]").Filter(new() { HasText = code })).ToBeVisibleAsync(new() { Timeout = MostMilliseconds });
        (await LatinWords.OfAsync(page, [.. Written.Names, .. _written, .. Written.All])).ShouldBeEmpty(code);
    }

    private async Task<DrawnPage> OpenAsync()
    {
        var page = await (await desk.BrowseAsync()).NewPageAsync();
        page.SetDefaultTimeout(MostMilliseconds);
        await page.GotoAsync($"{desk.Address}/reader?language=zh-CN&back=/not-found");
        return new(page);
    }
}
