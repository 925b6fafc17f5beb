using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>The program's own demonstration on a terminal of its own, past the grid's order, and a browser before it: one desk for all
/// tests of the collection, each of which leaves it as the others expect it.</summary>
public sealed class ConsoleDesk : IAsyncLifetime
{
    private const string Terminal = "/usr/bin/script";

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan _often = TimeSpan.FromMilliseconds(500);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("spillway-console-");
    private Process? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>What the console's address begins with.</summary>
    public string Address { get; private set; } = "";

    /// <summary>A folder for what is taken away.</summary>
    public string Folder => _home.FullName;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Browsers.Chromium(_playwright);

        // On a terminal the site stays when its day is over, however slow the machine is.
        Assert.SkipUnless(File.Exists(Terminal), $"No {Terminal} is at hand: it gives the demonstration a terminal to stay on.");
        var program = Path.Combine(AppContext.BaseDirectory, "spillway");
        _process = Process.Start(new ProcessStartInfo(Terminal, ["-qfc", $"'{program}' demo --beside", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["SPILLWAY_HOME"] = _home.FullName },
        })!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        await UntilTheOrderIsOverAsync();
    }

    /// <summary>A browser of its own, with no cookies yet, in English.</summary>
    public async Task<IBrowserContext> BrowseAsync(int width = 1440, int height = 900) =>
        await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "en-GB", AcceptDownloads = true });

    /// <summary>Opens a page in a browser of its own and waits until it listens.</summary>
    public async Task<IPage> OpenAsync(string path, int width = 1440)
    {
        var page = await (await BrowseAsync(width)).NewPageAsync();
        page.SetDefaultTimeout(120_000);
        await new DrawnPage(page).GotoAsync(Address + path);
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
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }

        _home.Delete(recursive: true);
    }

    // The desk says where it is in a file; then it is asked twice a second whether the order is over.
    private async Task UntilTheOrderIsOverAsync()
    {
        using var limit = new CancellationTokenSource(_patience);
        using var timer = new PeriodicTimer(_often);
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
