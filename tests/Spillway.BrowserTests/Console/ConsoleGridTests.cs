using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>Every page of the console, as a person meets it. <c>SPILLWAY_GRID=full</c> looks at each in both languages, both looks and
/// three widths, and says how many that were.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed class ConsoleGridTests(ConsoleDesk desk)
{
    private const int Height = 900;
    private const int MostMilliseconds = 120_000;
    private const string ScrollsSideways = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

    // A row that is a page of text high cannot be read as a row, and a button or field beyond the edge of its frame is found by nobody. A row
    // without cells keeps room for what is not drawn, and one cell across all columns is no row of figures.
    private const string Misshapen = """
        ([most, isWide]) => {
            const shown = one => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 2;
            const said = one => one.outerHTML.replace(/\s+/g, ' ').slice(0, 120);
            const high = [...document.querySelectorAll('main tr')]
                .filter(row => isWide && row.cells.length > 1 && shown(row) && row.getBoundingClientRect().height > most)
                .map(row => `a row of ${Math.round(row.getBoundingClientRect().height)} px: ${said(row)}`);
            const beyond = [...document.querySelectorAll('main :is(button, input, select, textarea)')]
                .filter(shown)
                .filter(one => {
                    const frame = isWide ? one.closest('.scroll, .card, main') : document.documentElement;
                    const [own, seen] = [one.getBoundingClientRect(), frame.getBoundingClientRect()];
                    return (isWide || !one.closest('.scroll')) && (own.right > seen.right + 1 || own.left < seen.left - 1);
                })
                .map(one => `beyond its frame: ${said(one)}`);
            return [...high.slice(0, 3), ...beyond.slice(0, 3)];
        }
        """;

    private const int MostRow = 120;
    private const int MostNarrowRow = 200;
    private const int Wide = 1440;
    private const int Narrow = 700;

    private static readonly AxeRunOptions _standard = new()
    {
        ResultTypes = [ResultType.Violations],
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    private static bool IsFull => Environment.GetEnvironmentVariable("SPILLWAY_GRID") == "full";

    [Fact]
    public async Task Every_page_is_whole_quiet_and_open_to_everybody()
    {
        string[] languages = IsFull ? ["en", "zh-CN"] : ["en"];
        string[] looks = IsFull ? ["dark", "light"] : ["dark"];
        int[] widths = IsFull ? [1440, 1024, 390] : [1440];
        var pages = ConsoleAddresses.All.AddRange(ConsoleAddresses.Sections);
        ConsoleAddresses.OfTheMenu.Count().ShouldBeGreaterThan(10);
        var said = new List<string>();
        var looked = 0;
        foreach (var language in languages)
        {
            foreach (var look in looks)
            {
                await using var browser = await desk.BrowseAsync(widths[0], Height);
                var page = await ListenAsync(browser, said);
                var drawn = new DrawnPage(page);
                await page.GotoAsync($"{desk.Address}/reader?language={language}&look={look}&back=/not-found");
                foreach (var (path, isLive) in pages)
                {
                    await drawn.GotoAsync(desk.Address + path, isLive);
                    foreach (var width in widths)
                    {
                        await page.SetViewportSizeAsync(width, Height);
                        said.AddRange((await FaultsAsync(page)).Select(fault => $"{path} ({language}, {look}, {width} px): {fault}"));
                        looked++;
                    }
                }
            }
        }

        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture,
            $"grid: {pages.Length} pages, {languages.Length} languages, {looks.Length} looks, {widths.Length} widths: {looked} views, {said.Count} faults"));
        said.ShouldBeEmpty();
    }

    // What a page complains of, with the page it stood on.
    private static async Task<IPage> ListenAsync(IBrowserContext browser, List<string> said)
    {
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(MostMilliseconds);
        page.Console += (_, message) => said.AddRange(message.Type == "error" ? [$"{page.Url}: {message.Text}"] : []);
        page.PageError += (_, error) => said.Add($"{page.Url}: {error}");
        return page;
    }

    private static async Task<List<string>> FaultsAsync(IPage page)
    {
        var faults = new List<string>();
        var titles = await page.Locator("h1").CountAsync();
        if (titles != 1)
        {
            faults.Add($"{titles} headings of the first order");
        }

        var over = await page.EvaluateAsync<int>(ScrollsSideways);
        if (over > 0)
        {
            faults.Add($"{over} px wider than the window");
        }

        var width = page.ViewportSize!.Width;
        faults.AddRange(await page.EvaluateAsync<string[]>(Misshapen, new object[] { width >= Wide ? MostRow : MostNarrowRow, width >= Narrow }));
        var found = await page.RunAxe(_standard);
        faults.AddRange(found.Violations.Select(static one => $"{one.Id}: {string.Join(" | ", one.Nodes.Take(3).Select(static node => node.Html))}"));
        return faults;
    }
}
