using Microsoft.Playwright;
using Xunit;

namespace Spillway.BrowserTests;

/// <summary>The machine's own Chromium; a test that needs it says so and is skipped where it is not there.</summary>
internal static class Browsers
{
    // The one without windows first: it draws the same pages and leaves the machine's cores to the desk.
    private static readonly string[] _places =
        ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

    // What a page is expected to show is waited for, and never how soon a busy machine shows it is judged.
    private const float MostMilliseconds = 120_000;

    public static async Task<IBrowser> Chromium(IPlaywright playwright)
    {
        var path = Environment.GetEnvironmentVariable("SPILLWAY_CHROMIUM") ?? Array.Find(_places, File.Exists);
        Assertions.SetDefaultExpectTimeout(MostMilliseconds);
        Assert.SkipWhen(path is null, "No Chromium is at hand: install Debian's package chromium, or name one in SPILLWAY_CHROMIUM.");
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }
}
