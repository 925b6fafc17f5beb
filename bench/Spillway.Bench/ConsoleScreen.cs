using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Spillway.Bench;

/// <summary>A real Chromium with the page Now open: it notes when the figure of the desk's power changes in the page itself.</summary>
internal sealed partial class ConsoleScreen : IAsyncDisposable
{
    /// <summary>Where the desk's power stands.</summary>
    public const string Power = "[data-figure=power]";

    // Half of the last digit shown, and a bit.
    private const decimal Rounding = 0.051m;

    // The page's clock and the desk's are the machine's; a change is noted in the turn of the browser that makes it, before it is drawn.
    private const string Note = """
        selector => {
            window.spillwayChanges = [];
            let shown = '';
            new MutationObserver(() => {
                const text = document.querySelector(selector)?.textContent ?? '';
                if (text !== shown) {
                    shown = text;
                    window.spillwayChanges.push(`${Date.now()} ${text}`);
                }
            }).observe(document.documentElement, { subtree: true, childList: true, characterData: true });
        }
        """;

    private static readonly string[] _places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private ConsoleScreen(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, _page) = (playwright, browser, page);

    /// <summary>The machine's own Chromium; null where there is none.</summary>
    public static async Task<(IPlaywright Playwright, IBrowser Browser)?> BrowserAsync()
    {
        if ((Environment.GetEnvironmentVariable("SPILLWAY_CHROMIUM") ?? Array.Find(_places, File.Exists)) is not { } path)
        {
            return null;
        }

        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] }));
    }

    /// <summary>Opens the page; null where there is no Chromium.</summary>
    public static async Task<ConsoleScreen?> OpenAsync(Uri desk)
    {
        if (await BrowserAsync() is not var (playwright, browser))
        {
            return null;
        }

        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en-GB" });
        await page.GotoAsync(desk.ToString());
        await page.Locator(Power).First.WaitForAsync();
        await page.EvaluateAsync(Note, Power);
        return new(playwright, browser, page);
    }

    /// <summary>Forgets the changes so far.</summary>
    public Task ForgetAsync() => _page.EvaluateAsync("() => { window.spillwayChanges.length = 0; }");

    /// <summary>How long after the stamp of each pass its power stood in the page, in milliseconds; passes that were never shown are not in it.</summary>
    /// <param name="passes">The passes since the changes were last forgotten.</param>
    public async Task<List<double>> LatenciesAsync(IReadOnlyList<ConsolePass> passes)
    {
        var latencies = new List<double>();
        foreach (var change in (await _page.EvaluateAsync<JsonElement>("() => window.spillwayChanges")).EnumerateArray().Select(static one => one.GetString()!))
        {
            var parted = change.IndexOf(' ', StringComparison.Ordinal);
            var at = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(change.AsSpan(0, parted), CultureInfo.InvariantCulture));
            if (Figure().Match(change, parted + 1) is { Success: true } figure
                && passes.LastOrDefault(pass => pass.Stamp <= at.AddMilliseconds(1) && Math.Abs(pass.Power - decimal.Parse(figure.Value, CultureInfo.InvariantCulture)) < Rounding) is { } shown)
            {
                latencies.Add((at - shown.Stamp).TotalMilliseconds);
            }
        }

        return latencies;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Figure();
}
