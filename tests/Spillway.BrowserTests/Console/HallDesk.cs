using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NodaTime;
using Shouldly;
using Spillway.App.Emulation;
using Spillway.App.Inventory;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>Two halls of machines emulated within the test, <c>spillway run</c> as a process of its own that runs them over real sockets, and
/// a browser for each of the crew. The desk can be killed and started again on its data folder and port.</summary>
/// <remarks>The machines have no port but 80, which moves out of the way of other tests.</remarks>
internal sealed partial class HallDesk : IAsyncDisposable
{
    private const int Machines = 30;
    private const int Attempts = 5;
    private const int Quarters = 192;
    private const string Password = "seven quiet turbines";

    /// <summary>How long a page is waited for. Unit: ms.</summary>
    public const int Patience = 120_000;

    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(Patience);
    private static readonly TimeSpan _often = TimeSpan.FromMilliseconds(200);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-halls-");
    private readonly HttpClient _http = new();
    private Process? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private EmulatedSite? _site;
    private EmulatorHost? _host;
    private WorldClock _clock = null!;

    /// <summary>What the console's address begins with.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What the site really draws. Unit: MW.</summary>
    public double Megawatts => _site!.Physics.MegawattsAt(_clock.Now);

    private string Home => Path.Combine(_folder.FullName, "home");

    private string SiteFileName => Path.Combine(_folder.FullName, "site.yaml");

    /// <summary>Starts everything and waits until all machines run.</summary>
    /// <param name="speed">Seconds of the machines' world in one second: less than 1, and a shed lasts.</param>
    public static async Task<HallDesk> StartAsync(double speed)
    {
        var desk = new HallDesk();
        try
        {
            await desk.BeginAsync(speed);
            return desk;
        }
        catch
        {
            await desk.DisposeAsync();
            throw;
        }
    }

    /// <summary>A browser of one of the crew, who has taken up an invitation and is signed in.</summary>
    /// <param name="name">A name that nobody else has.</param>
    /// <param name="role">What the person may do.</param>
    public async Task<IPage> JoinAsync(string name, string role)
    {
        var invitation = await SendAsync(HttpMethod.Post, "people", new JsonObject { ["name"] = name, ["roles"] = new JsonArray(role), ["groups"] = new JsonArray() });
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 }, Locale = "en-GB" });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)_longest.TotalMilliseconds);
        await page.GotoAsync(Address + "/invitation");
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Invitation code").FillAsync((string)invitation["code"]!);
        await page.GetByLabel("New password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it up" }).ClickAsync();
        await page.WaitForURLAsync("**/account", new() { WaitUntil = WaitUntilState.Commit });
        return page;
    }

    /// <summary>Another page of somebody who is signed in, once it listens.</summary>
    /// <param name="page">A page of the same browser.</param>
    /// <param name="path">Which page.</param>
    public async Task<IPage> OpenAsync(IPage page, string path)
    {
        var other = await page.Context.NewPageAsync();
        other.SetDefaultTimeout((float)_longest.TotalMilliseconds);
        await new DrawnPage(other).GotoAsync(Address + path);
        return other;
    }

    /// <summary>What the desk says at an address of the API.</summary>
    public Task<JsonObject> GetAsync(string address) => SendAsync(HttpMethod.Get, address, null);

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> isSo)
    {
        using var timer = new PeriodicTimer(_often);
        var began = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(_longest, $"it is not so that {what}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>How long a text is waited for.</summary>
    public static LocatorAssertionsToContainTextOptions Within() => new() { Timeout = Patience };

    /// <summary>Keeps a picture for a person's eyes, where SPILLWAY_PICTURES names a folder.</summary>
    public static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SPILLWAY_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        }
    }

    /// <summary>Kills the desk where it stands, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts the desk again on the port that it had.</summary>
    public Task StartAgainAsync() => RunAsync(new Uri(Address).Port);

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

        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _site?.Dispose();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task BeginAsync(double speed)
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Browsers.Chromium(_playwright);
        Write();
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        _clock = new(TimeProvider.System, now, speed);
        _site = EmulatedSite.Of(SiteFile.Read(SiteFileName), _clock, 1, 0, TestContext.Current.SendDiagnosticMessage);
        _host = await HostAsync(_site.Options with { MovesTakenPorts = true, LeavesStandardPorts = true });
        using (var inventory = SiteInventory.Open(Home))
        {
            inventory.Take(_site.Rows.Select(row => row with { PortShift = _host.LowPortShift }), now);
        }

        await RunAsync(0);
        await UntilAsync("everything runs", async () => Running(await GetAsync("status")) == Machines);
    }

    private static int Running(JsonObject status) => ((JsonArray)status["groups"]!).Sum(static group => (int)group!["running"]!);

    // Another test's site may take a port between the look and the opening; then the look is repeated.
    private static async Task<EmulatorHost> HostAsync(EmulatorOptions options)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await EmulatorHost.StartAsync(options, TimeProvider.System, TestContext.Current.CancellationToken);
            }
            catch (RefusedException refusal) when (refusal.Code == EmulatorErrors.PortTaken && attempt < Attempts)
            {
                // Once more.
            }
        }
    }

    private async Task RunAsync(int port)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "spillway.exe" : "spillway");
        _process = Process.Start(new ProcessStartInfo(program, ["run", SiteFileName, "--port", port.ToString(CultureInfo.InvariantCulture), "--for", "1800"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SPILLWAY_HOME"] = Home },
        })!;
        using var limit = new CancellationTokenSource(_longest);
        Address = "";
        while (Address.Length == 0 && await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            Address = Answers().Match(line) is { Success: true } found ? $"http://localhost:{found.Groups[1].Value}" : "";
        }

        Assert.NotEqual("", Address);
        _ = Task.WhenAll(_process.StandardOutput.ReadToEndAsync(CancellationToken.None), _process.StandardError.ReadToEndAsync(CancellationToken.None));
        var token = await File.ReadAllTextAsync(Path.Combine(Home, "token"), TestContext.Current.CancellationToken);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());
    }

    private async Task<JsonObject> SendAsync(HttpMethod method, string address, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, $"{Address}/api/v1/{address}") { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private void Write()
    {
        var start = new DateTime(2026, 7, 1, 5, 0, 0, DateTimeKind.Utc);
        var rows = Enumerable.Range(0, Quarters).Select(index => $"{start.AddMinutes(15 * index).ToString("s", CultureInfo.InvariantCulture)}Z,{30 + (index % 5)}");
        File.WriteAllLines(Path.Combine(_folder.FullName, "prices.csv"), ["interval_start_utc,LZ_WEST", .. rows]);
        File.WriteAllText(SiteFileName, """
            site: two-halls
            name: Two halls
            time_zone: America/Chicago
            currency: USD
            market:
              operator: ercot
              settlement_point: LZ_WEST
            interconnection:
              import_limit_mw: 4
            loads:
              - id: hall-a
                kind: miner
                driver: axeos
                machines: 20
                hashrate_th_per_s: 120
                power_w: 100000
                value_usd_per_mwh: 70
              - id: hall-b
                kind: miner
                driver: axeos
                machines: 10
                hashrate_th_per_s: 120
                power_w: 100000
                value_usd_per_mwh: 90
            meters:
              - id: main
            prices:
              replay: prices.csv
              replay_from: 2026-07-01T05:15:00Z
            desk:
              policy: strike
              restore_jitter_seconds: 2
              second_person_above_mw: 0.5

            """);
    }

    [GeneratedRegex(@" on http://127\.0\.0\.1:(\d+)")]
    private static partial Regex Answers();
}
