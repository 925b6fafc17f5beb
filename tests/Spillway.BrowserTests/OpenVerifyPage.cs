using Microsoft.Playwright;
using Spillway.App.Proofs;

namespace Spillway.BrowserTests;

/// <summary>The page that checks bundles, opened from the disk in a browser that notes every request and every complaint.</summary>
internal sealed class OpenVerifyPage : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-verify-");
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IBrowserContext? _context;

    public List<string> Requests { get; } = [];

    public List<string> Complaints { get; } = [];

    public IPage Page { get; private set; } = null!;

    public string At(string name) => Path.Combine(_folder.FullName, name);

    public static async Task<OpenVerifyPage> Open(int width = 1280, ColorScheme scheme = ColorScheme.Light, bool hasScripts = true)
    {
        var page = new OpenVerifyPage();
        try
        {
            await page.Start(width, scheme, hasScripts);
            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives the page a file as a person would choose it, and waits for its verdict.</summary>
    public async Task<string> Verdict(string file)
    {
        // What the file before came to must not be taken for what this one comes to.
        await Page.EvaluateAsync("document.querySelector('#result').replaceChildren()");
        await Page.Locator("#file").SetInputFilesAsync(file);
        await Page.Locator("#result .verdict h2").WaitForAsync(new() { Timeout = 90_000 });
        return await Page.Locator("#result .verdict").InnerTextAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_context is not null)
        {
            await _context.CloseAsync();
        }

        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task Start(int width, ColorScheme scheme, bool hasScripts)
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Browsers.Chromium(_playwright);
        _context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
            JavaScriptEnabled = hasScripts,
            DeviceScaleFactor = 1,
        });
        Page = await _context.NewPageAsync();
        Page.Request += (_, request) => Requests.Add(request.Url);
        Page.Console += (_, message) => Complaints.Add($"{message.Type}: {message.Text}");
        Page.PageError += (_, error) => Complaints.Add(error);
        await File.WriteAllTextAsync(At(VerifyPage.FileName), VerifyPage.Text);
        await Page.GotoAsync(new Uri(At(VerifyPage.FileName)).AbsoluteUri);
    }
}
