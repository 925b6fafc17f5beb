using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Spillway.BrowserTests.Console;

/// <summary>The real <c>spillway demo</c> in a pipe, with a data folder of its own, and a browser before it. It stays while the browser
/// has a page of it open.</summary>
internal sealed partial class DemoDesk : IAsyncDisposable
{
    private static readonly TimeSpan _starts = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("spillway-console-");
    private readonly Process _process;
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _heard = new();
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;
    private OneDemonstration? _turn;
    private bool _isStarted;

    private DemoDesk()
    {
        var begin = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "spillway"), ["demo", "--beside"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SPILLWAY_HOME"] = _home.FullName },
        };
        _process = new() { StartInfo = begin };
        _process.OutputDataReceived += (_, line) => Heard(line.Data);
        _process.ErrorDataReceived += (_, line) => Heard(line.Data);
    }

    /// <summary>Where the console is.</summary>
    public string Address { get; private set; } = "";

    public static async Task<DemoDesk> StartAsync(CancellationToken cancellation)
    {
        var desk = new DemoDesk();
        try
        {
            desk._turn = await OneDemonstration.TakeAsync(cancellation);
            desk._playwright = await Playwright.CreateAsync();
            desk._browser = await Browsers.Chromium(desk._playwright);
            desk._isStarted = desk._process.Start();
            desk._process.StandardInput.Close();
            desk._process.BeginOutputReadLine();
            desk._process.BeginErrorReadLine();
            var ended = desk._process.WaitForExitAsync(cancellation);
            await Task.WhenAny(desk._address.Task, ended).WaitAsync(_starts, cancellation);
            desk.Address = desk._address.Task.IsCompleted
                ? await desk._address.Task
                : throw new InvalidOperationException($"It ended before it listened: {string.Join(Environment.NewLine, desk._heard)}");
            return desk;
        }
        catch
        {
            await desk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a page in a browser of its own.</summary>
    public async Task<IPage> OpenAsync(string path, int width = 1440, int height = 1000)
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address + path);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_isStarted && !_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _turn?.Dispose();
        _home.Delete(recursive: true);
    }

    // The line is written when the desk answers.
    private void Heard(string? line)
    {
        if (line is not null)
        {
            _heard.Enqueue(line);
        }

        if (line is not null && ConsoleAddress().Match(line) is { Success: true } found)
        {
            _address.TrySetResult(found.Groups["address"].Value);
        }
    }

    [GeneratedRegex(@"Console: (?<address>http://localhost:\d+)")]
    private static partial Regex ConsoleAddress();
}
