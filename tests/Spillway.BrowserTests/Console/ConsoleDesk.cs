using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>The program's own demonstration on a terminal of its own, past the grid's order and the spike, and a browser before it: one desk for all
/// tests of the collection, each of which leaves it as the others expect it.</summary>
public sealed class ConsoleDesk : IAsyncLifetime
{
    private const string Terminal = "/usr/bin/script";

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan _often = TimeSpan.FromMilliseconds(500);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("spillway-console-");
    private readonly HttpClient _http = new();
    private readonly ConcurrentQueue<string> _said = new();
    private readonly List<(string? Test, IBrowserContext Browser)> _open = [];
    private OneDemonstration? _turn;
    private Process? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Task<SpikeWatch>? _spike;

    /// <summary>What was seen of the spike of the afternoon; faulted where it was not seen.</summary>
    internal Task<SpikeWatch> Spike => _spike!;

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
        _turn = await OneDemonstration.TakeAsync(TestContext.Current.CancellationToken);
        var program = Path.Combine(AppContext.BaseDirectory, "spillway");
        _process = Process.Start(new ProcessStartInfo(Terminal, ["-qfc", $"'{program}' demo --beside", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["SPILLWAY_HOME"] = _home.FullName },
        })!;
        _process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        await UntilTheOrderIsOverAsync();

        // Whoever comes next finds the site on its way back. A spike that was not seen is a fault of the one test that asks for it.
        await Task.WhenAny(Spike);
    }

    /// <summary>A browser of its own, with no cookies yet, in English. Those that earlier tests left open are closed: a page is drawn anew with
    /// every pass of the desk, and takes the cores from whoever comes after.</summary>
    public async Task<IBrowserContext> BrowseAsync(int width = 1440, int height = 900)
    {
        var test = TestContext.Current.Test?.UniqueID;
        foreach (var (_, left) in _open.FindAll(one => one.Test != test))
        {
            await left.CloseAsync();
        }

        _open.RemoveAll(one => one.Test != test);
        var browser = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "en-GB", AcceptDownloads = true });
        _open.Add((test, browser));
        return browser;
    }

    /// <summary>Opens a page in a browser of its own and waits until it listens.</summary>
    public async Task<IPage> OpenAsync(string path, int width = 1440)
    {
        var page = await (await BrowseAsync(width)).NewPageAsync();
        page.SetDefaultTimeout(120_000);
        await new DrawnPage(page).GotoAsync(Address + path);
        return page;
    }

    /// <summary>What the desk answers at an address of the API to the holder of the data folder's token.</summary>
    /// <param name="method">GET or what changes something.</param>
    /// <param name="path">The address after <c>/api/v1/</c>.</param>
    /// <param name="body">What is sent; null for nothing.</param>
    public async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, $"{Address}/api/v1/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        _http.Dispose();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }

        _turn?.Dispose();
        _home.Delete(recursive: true);
    }

    private async Task UntilTheOrderIsOverAsync()
    {
        using var limit = new CancellationTokenSource(_patience);
        var heard = "nothing yet";
        try
        {
            await UntilTheOrderIsOverAsync(text => heard = text, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            var status = Address.Length == 0 ? "it never listened" : (await SendAsync(HttpMethod.Get, "status")).Text;
            Assert.Fail(string.Join(Environment.NewLine, [$"The order was not over after {_patience.TotalMinutes} min.", $"Events: {heard}", $"Status: {status}", .. _said]));
        }
    }

    // The desk says where it is in a file; then it is asked twice a second whether the order is over. The day begins at midnight and the
    // order comes before noon: what is written at once belongs to a night shift that is over by then.
    private async Task UntilTheOrderIsOverAsync(Action<string> heard, CancellationToken limit)
    {
        using var timer = new PeriodicTimer(_often);
        var folder = Path.Combine(_home.FullName, "demo", "1");
        while (await timer.WaitForNextTickAsync(limit))
        {
            Assert.False(_process!.HasExited, $"It ended before the order was over: {string.Join(Environment.NewLine, _said)}");
            if (Address.Length == 0)
            {
                if (!File.Exists(Path.Combine(folder, "desk.json")) || !File.Exists(Path.Combine(folder, "token")))
                {
                    continue;
                }

                var said = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "desk.json"), limit))!;
                _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(Path.Combine(folder, "token"), limit)).Trim());
                Address = $"http://127.0.0.1:{said["port"]}";
                var (noted, text) = await SendAsync(HttpMethod.Post, "shift-log", new() { ["kind"] = "note", ["text"] = Written.NightNote });
                Assert.True(noted == HttpStatusCode.Created, text);
                _spike = SpikeWatch.SeeAsync(_browser!, Address);
            }

            var listed = (await SendAsync(HttpMethod.Get, "events")).Text;
            heard(listed);
            var events = JsonNode.Parse(listed)!["events"]!.AsArray();
            if (events.Any(static one => one!["ended_utc"] is not null && one["measured"] is not null))
            {
                return;
            }
        }
    }
}
