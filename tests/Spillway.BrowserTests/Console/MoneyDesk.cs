using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>The program's own demonstration as a child process, and a browser that opens its console: one for all tests of money.</summary>
public sealed partial class MoneyDesk : IAsyncLifetime
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("spillway-money-");
    private Process? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>What the console's address begins with.</summary>
    public string Address { get; private set; } = "";

    /// <summary>A folder for what is taken away.</summary>
    public string Folder => _home.FullName;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Browsers.Chromium(_playwright);
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "spillway.exe" : "spillway");
        _process = Process.Start(new ProcessStartInfo(program, ["demo", "--for", "600"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SPILLWAY_HOME"] = _home.FullName },
        })!;
        using var limit = new CancellationTokenSource(_longest);
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (Served().Match(line) is { Success: true } served)
            {
                Address = served.Value;
                break;
            }
        }

        Assert.NotEqual("", Address);
        _ = Task.WhenAll(_process.StandardOutput.ReadToEndAsync(CancellationToken.None), _process.StandardError.ReadToEndAsync(CancellationToken.None));
    }

    /// <summary>A page of the console, in English and of a width.</summary>
    public async Task<IPage> OpenAsync(string path, int width = 1280)
    {
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, Locale = "en-GB", AcceptDownloads = true });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)_longest.TotalMilliseconds);
        await page.GotoAsync(Address + path);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process?.Dispose();
        _home.Delete(recursive: true);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Served();
}
