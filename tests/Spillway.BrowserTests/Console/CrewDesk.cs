using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>The program's own demonstration as a child process, and a browser before it: one for the tests of alarms, shift log and notifications.</summary>
public sealed partial class CrewDesk : IAsyncLifetime
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("spillway-crew-");
    private Process? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string _address = "";

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Browsers.Chromium(_playwright);
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "spillway.exe" : "spillway");
        _process = Process.Start(new ProcessStartInfo(program, ["demo", "--for", "300"])
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
                _address = served.Value;
                break;
            }
        }

        Assert.NotEqual("", _address);
        _ = Task.WhenAll(_process.StandardOutput.ReadToEndAsync(CancellationToken.None), _process.StandardError.ReadToEndAsync(CancellationToken.None));

        // The address is told before the desk serves it.
        using var http = new HttpClient();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(_address + "/alarms"), limit.Token);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Yield();
            }
        }
    }

    public async Task<IPage> OpenAsync(string path, int width = 1280)
    {
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, Locale = "en-GB" });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)_longest.TotalMilliseconds);
        await page.GotoAsync(_address + path);
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
