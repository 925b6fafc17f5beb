using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>The program itself as <c>spillway run --paper</c> on a fresh data folder, and a browser before it.</summary>
public sealed partial class AccountDesk : IAsyncLifetime
{
    private const int Quarters = 192;
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("spillway-accounts-");
    private Process? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>What the console's address begins with; a name, since passkeys need one.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What its address begins with by the door for other machines.</summary>
    public string SecureAddress { get; private set; } = "";

    /// <summary>The one-time code on the terminal.</summary>
    public string Code { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Browsers.Chromium(_playwright);
        var site = Write();
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "spillway.exe" : "spillway");
        _process = Process.Start(new ProcessStartInfo(program, ["run", site, "--paper", "--port", "0", "--for", "600"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SPILLWAY_HOME"] = Path.Combine(_home.FullName, "home") },
        })!;
        using var limit = new CancellationTokenSource(_longest);
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (First().Match(line) is { Success: true } first)
            {
                (Address, Code) = (first.Groups[1].Value, first.Groups[2].Value);
            }

            if (Door().Match(line) is { Success: true } door)
            {
                SecureAddress = "https://localhost:" + door.Groups[1].Value;
                break;
            }
        }

        Assert.NotEqual("", Code);
        Assert.NotEqual("", SecureAddress);
        _ = Task.WhenAll(_process.StandardOutput.ReadToEndAsync(CancellationToken.None), _process.StandardError.ReadToEndAsync(CancellationToken.None));
    }

    /// <summary>A browser of its own, with no cookies yet.</summary>
    public async Task<IPage> OpenAsync(string path, int width = 1280)
    {
        var page = await NewPageAsync(width);
        await page.GotoAsync(Address + path);
        return page;
    }

    /// <summary>A browser of its own on another machine, as it were; it takes the certificate that the test made.</summary>
    /// <param name="path">Which page.</param>
    /// <param name="lines">Told the address of every WebSocket that the page opens.</param>
    public async Task<IPage> OpenByDoorAsync(string path, Action<string> lines)
    {
        var page = await NewPageAsync(1280);
        page.WebSocket += (_, line) => lines(line.Url);
        await page.GotoAsync(SecureAddress + path);
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

    private async Task<IPage> NewPageAsync(int width)
    {
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, Locale = "en-GB", IgnoreHTTPSErrors = true });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)_longest.TotalMilliseconds);
        return page;
    }

    private string Write()
    {
        WriteCertificate();
        var start = new DateTime(2026, 7, 1, 5, 0, 0, DateTimeKind.Utc);
        var rows = Enumerable.Range(0, Quarters).Select(index => $"{start.AddMinutes(15 * index).ToString("s", CultureInfo.InvariantCulture)}Z,{30 + (index % 5)}");
        File.WriteAllLines(Path.Combine(_home.FullName, "prices.csv"), ["interval_start_utc,LZ_WEST", .. rows]);
        var path = Path.Combine(_home.FullName, "site.yaml");
        File.WriteAllText(path, """
            site: one-hall
            name: One hall
            time_zone: America/Chicago
            currency: USD
            market:
              operator: ercot
              settlement_point: LZ_WEST
            interconnection:
              import_limit_mw: 2
            loads:
              - id: hall-a
                kind: miner
                model: antminer-s19-xp
                machines: 100
                value_usd_per_mwh: 66
            prices:
              replay: prices.csv
              replay_from: 2026-07-01T17:15:00Z
            desk:
              policy: look-ahead
              public_address: 127.0.0.1
              public_port: 0
              public_names: [localhost]
              certificate: desk.pem
              certificate_key: desk.key
            """);
        return path;
    }

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2120, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllText(Path.Combine(_home.FullName, "desk.pem"), made.ExportCertificatePem());
        var path = Path.Combine(_home.FullName, "desk.key");
        File.WriteAllText(path, key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [GeneratedRegex(@"(http://localhost:\d+)/first-run with the one-time code (\S+)")]
    private static partial Regex First();

    [GeneratedRegex(@"Other machines reach it at 127\.0\.0\.1:(\d+) by https")]
    private static partial Regex Door();
}
