using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>The program's own demonstration as a child process, and a browser that opens its console: one for all tests of money.</summary>
public sealed partial class MoneyDesk : IAsyncLifetime
{
    private const int MostLooks = 6;
    private static readonly TimeSpan _often = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(20);

    private const string Terminal = "/usr/bin/script";

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
        var program = Path.Combine(AppContext.BaseDirectory, "spillway");

        // On a terminal the site stays when its day is over, however slow the machine is.
        Assert.SkipUnless(File.Exists(Terminal), $"No {Terminal} is at hand: it gives the demonstration a terminal to stay on.");
        _process = Process.Start(new ProcessStartInfo(Terminal, ["-qfc", $"'{program}' demo", "/dev/null"])
        {
            RedirectStandardInput = true,
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
        await AnsweringAsync(new Uri(Address), limit.Token);
        _ = Task.WhenAll(_process.StandardOutput.ReadToEndAsync(CancellationToken.None), _process.StandardError.ReadToEndAsync(CancellationToken.None));
    }

    // The address is said before the desk has begun.
    private static async Task AnsweringAsync(Uri address, CancellationToken limit)
    {
        for (var isThere = false; !isThere;)
        {
            try
            {
                using var socket = new System.Net.Sockets.TcpClient();
                await socket.ConnectAsync(address.Host, address.Port, limit);
                isThere = true;
            }
            catch (System.Net.Sockets.SocketException)
            {
                await Task.Delay(_often, TimeProvider.System, limit);
            }
        }
    }

    /// <summary>The page of money on the day that has figures: today, or where that has just begun the day before.</summary>
    public async Task<IPage> OpenMoneyAsync()
    {
        var page = await OpenAsync("/money");
        for (var look = 0; look < MostLooks; look++)
        {
            try
            {
                await page.GetByText(SettledText()).WaitForAsync(new() { Timeout = (float)_look.TotalMilliseconds });
                return page;
            }
            catch (TimeoutException)
            {
                await page.GotoAsync(Address + "/money?day=" + (look % 2 == 0 ? "2024-03-25" : "2024-03-26"));
            }
        }

        throw new TimeoutException("No day of the demonstration has three settled intervals.");
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

    [GeneratedRegex(@"([3-9]|\d\d) intervals are settled")]
    private static partial Regex SettledText();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Served();
}
