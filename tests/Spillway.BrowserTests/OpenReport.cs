using Microsoft.Playwright;
using Spillway.App.Reports;
using Spillway.Tests.App.Reports;

namespace Spillway.BrowserTests;

/// <summary>A report on disk, opened in a browser that notes every request and every complaint.</summary>
internal sealed class OpenReport : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-report-");
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IBrowserContext? _context;

    public List<string> Requests { get; } = [];

    public List<string> Complaints { get; } = [];

    public IPage Page { get; private set; } = null!;

    /// <summary>Six weeks over the spring change of clocks, with two gaps and three groups.</summary>
    public static SampleMarket Market { get; } = new(new(2023, 2, 20), new(2023, 4, 3))
    {
        IsGap = number => number is >= 500 and < 540 || number == 2000,
        Loads =
        [
            SampleMarket.Miners("hall-with-a-long-name", 3000, 60m),
            SampleMarket.Miners("mid", 2000, 85m),
            SampleMarket.Miners("new", 4000, 110m),
        ],
    };

    public static async Task<OpenReport> Open(SampleMarket market, int width, bool hasScripts = true)
    {
        var report = new OpenReport();
        try
        {
            await report.Start(market, width, hasScripts);
            return report;
        }
        catch
        {
            await report.DisposeAsync();
            throw;
        }
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

    private async Task Start(SampleMarket market, int width, bool hasScripts)
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Browsers.Chromium(_playwright);
        _context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = hasScripts,
            DeviceScaleFactor = 1,
        });
        Page = await _context.NewPageAsync();
        Page.Request += (_, request) => Requests.Add(request.Url);
        Page.Console += (_, message) => Complaints.Add($"{message.Type}: {message.Text}");
        Page.PageError += (_, error) => Complaints.Add(error);
        var path = Path.Combine(_folder.FullName, "report.html");
        await using (var file = new StreamWriter(path))
        {
            HtmlReport.Write(new(market.Compare("strike:price=80,restart=60"), [new("holes", 2, $"2 stretches without a price")]), file);
        }

        await Page.GotoAsync(new Uri(path).AbsoluteUri);
    }
}
