using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>Who reads Chinese needs no English: every page, and what pages say when something is refused.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed class ChineseConsoleTests(ConsoleDesk desk)
{
    // Names of the demonstration's site, its groups, machines and people.
    private static readonly string[] _names = ["Demo"];

    [Fact]
    public async Task No_page_is_left_in_English()
    {
        await using var browser = await desk.BrowseAsync();
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(120_000);
        await page.GotoAsync($"{desk.Address}/reader?language=zh-CN&back=/not-found");
        var drawn = new DrawnPage(page);
        var left = new List<string>();
        foreach (var (path, isLive) in ConsoleAddresses.All.Concat(ConsoleAddresses.Sections))
        {
            await drawn.GotoAsync(desk.Address + path, isLive);
            left.AddRange((await LatinWords.OfAsync(page, _names)).Select(word => $"{path}: {word}"));
        }

        left.ShouldBeEmpty();
    }
}
