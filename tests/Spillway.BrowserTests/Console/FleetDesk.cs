using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>A demonstration in a terminal of its own, on its day after the grid's order, and a browser before it. One for all tests of a class.</summary>
public sealed class FleetDesk : IAsyncLifetime
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("spillway-console-");
    private Process? _desk;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The address of the console.</summary>
    public string Address { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Browsers.Chromium(_playwright);
        Assert.SkipWhen(!File.Exists("/usr/bin/script"), "The demonstration stays only in a terminal: install util-linux.");
        var program = Path.Combine(AppContext.BaseDirectory.Replace("tests/Spillway.BrowserTests", "src/Spillway.App", StringComparison.Ordinal), "spillway");
        _desk = Process.Start(new ProcessStartInfo("/usr/bin/script", ["-qc", $"'{program}' demo", "/dev/null"])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            Environment = { ["SPILLWAY_HOME"] = _home.FullName },
        })!;
        _desk.OutputDataReceived += static (_, _) => { };
        _desk.BeginOutputReadLine();
        await UntilTheOrderIsOverAsync();
    }

    /// <summary>Opens a page and waits until it is alive.</summary>
    public async Task<IPage> OpenAsync(string path)
    {
        var page = await _browser!.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 }, AcceptDownloads = true });
        page.SetDefaultTimeout(30_000);
        var alive = page.WaitForWebSocketAsync();
        await page.GotoAsync(Address + path);
        await alive;
        return page;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_desk is not null)
        {
            _desk.Kill(entireProcessTree: true);
            await _desk.WaitForExitAsync();
            _desk.Dispose();
        }

        _home.Delete(recursive: true);
    }

    // The desk says where it is in a file; then it is asked twice a second whether the order is over.
    private async Task UntilTheOrderIsOverAsync()
    {
        using var limit = new CancellationTokenSource(_patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        using var http = new HttpClient();
        var folder = Path.Combine(_home.FullName, "demo", "1");
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            if (!File.Exists(Path.Combine(folder, "desk.json")) || !File.Exists(Path.Combine(folder, "token")))
            {
                continue;
            }

            var said = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "desk.json"), limit.Token))!;
            Address = $"http://127.0.0.1:{said["port"]}";
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(Path.Combine(folder, "token"), limit.Token)).Trim());
            var events = JsonNode.Parse(await http.GetStringAsync(Address + "/api/v1/events", limit.Token))!["events"]!.AsArray();
            if (events.Any(static one => one!["ended_utc"] is not null && one["measured"] is not null))
            {
                return;
            }
        }
    }
}
