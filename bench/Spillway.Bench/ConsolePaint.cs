using System.Diagnostics;
using Microsoft.Playwright;

namespace Spillway.Bench;

/// <summary>How soon a browser that was never there shows the page Now: its first paint, the desk's power, and the first figure that changed
/// by itself.</summary>
internal static class ConsolePaint
{
    private const int Runs = 7;

    /// <summary>Opens the page in fresh browser contexts and prints the medians; says so where no Chromium is at hand.</summary>
    public static async Task RunAsync(Uri desk)
    {
        if (await ConsoleScreen.BrowserAsync() is not var (playwright, browser))
        {
            Timing.Line($"no Chromium is at hand: the first paint was not measured");
            return;
        }

        using var driver = playwright;
        await using var closing = browser;
        var (paints, figures, live) = (new double[Runs], new double[Runs], new double[Runs]);
        for (var run = -1; run < Runs; run++)
        {
            await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
            var page = await context.NewPageAsync();
            var begun = Stopwatch.GetTimestamp();
            await page.GotoAsync(desk.ToString(), new() { WaitUntil = WaitUntilState.Commit });
            var figure = page.Locator(ConsoleScreen.Power).First;
            var first = await figure.InnerTextAsync();
            var shown = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            await page.WaitForFunctionAsync($"text => document.querySelector('{ConsoleScreen.Power}').innerText !== text", first);
            var changed = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            var paint = await page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
            if (run >= 0)
            {
                (paints[run], figures[run], live[run]) = (paint, shown, changed);
            }
        }

        Timing.Line($"page Now in a Chromium without a cache: first contentful paint {Timing.Median(paints):0} ms, the desk's power read {Timing.Median(figures):0} ms after it was asked for, changed by itself after {Timing.Median(live):0} ms (medians of {Runs}; goal 1,000 ms)");
    }
}
