using Microsoft.Playwright;

namespace Spillway.BrowserTests.Console;

/// <summary>What a telephone before the demonstration shows of the spike of its afternoon.</summary>
/// <param name="Why">Why the second hall is off, as the page says it.</param>
/// <param name="Overflow">By how many pixels the page is wider than the telephone.</param>
/// <param name="Complaints">What the page complained of.</param>
internal sealed record SpikeWatch(string Why, int Overflow, IReadOnlyCollection<string> Complaints)
{
    private const int MostMilliseconds = 300_000;
    private const string Hall = "tr[data-group=hall-b] .now-why";

    /// <summary>Looks at Now until the spike has come, and until the hall that it stopped is on its way back.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="address">What the console's address begins with.</param>
    public static async Task<SpikeWatch> SeeAsync(IBrowser browser, string address)
    {
        await using var telephone = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, Locale = "en-GB" });
        var page = await telephone.NewPageAsync();
        page.SetDefaultTimeout(MostMilliseconds);
        var complaints = PageComplaints.Of(page);
        await page.GotoAsync(address + "/");

        await Assertions.Expect(page.Locator(Hall)).ToContainTextAsync("is above what hall-b earns", new() { Timeout = MostMilliseconds });
        var why = await page.Locator(Hall).InnerTextAsync();
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
        await Assertions.Expect(page.Locator(Hall)).Not.ToContainTextAsync("Off:", new() { Timeout = MostMilliseconds });
        return new(why, overflow, complaints);
    }
}
