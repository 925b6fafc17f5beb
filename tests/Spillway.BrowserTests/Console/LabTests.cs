using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>What a trader tries out on the past: run, watched, called off, held side by side, taken away.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed partial class LabTests(ConsoleDesk desk)
{
    private const int MostMilliseconds = 180_000;

    [Fact]
    public async Task Studies_are_run_called_off_and_compared_and_a_report_is_the_command_lines_own()
    {
        var page = await desk.OpenAsync("/set-up/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "april-2019.csv", MimeType = "text/csv", Buffer = MadeUpPrices.Csv(new(2019, 4, 1), 8) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep them in the archive" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "in the archive" })).ToBeVisibleAsync(new() { Timeout = MostMilliseconds });
        await page.CloseAsync();

        page = await desk.OpenAsync("/lab");
        await AskAsync(page, "backwards", "strike:price=thirty", "");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("SW4003", Within());
        await AxeChecks.SoundAsync(page);
        await AskAsync(page, Written.Backtest, "strike:price=30", "");
        await AskAsync(page, Written.Sweep, "", "strike-price=30:60:15");
        await AskAsync(page, Written.CalledOff, "", "hashprice=30:60:0.1");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = Written.CalledOff }).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(Row(page, Written.CalledOff)).ToContainTextAsync("called off", Within());
        await Assertions.Expect(Row(page, Written.Backtest)).ToContainTextAsync("done", Within());
        await Assertions.Expect(Row(page, Written.Sweep)).ToContainTextAsync("done", Within());

        await Row(page, Written.Backtest).GetByRole(AriaRole.Checkbox).CheckAsync();
        await Row(page, Written.Sweep).GetByRole(AriaRole.Checkbox).CheckAsync();
        var compared = page.Locator("section[aria-labelledby=lab-compare]");
        await Assertions.Expect(compared.GetByRole(AriaRole.Columnheader)).ToHaveCountAsync(3, new() { Timeout = MostMilliseconds });
        await Assertions.Expect(compared.GetByRole(AriaRole.Rowheader, new() { Name = "strike:price=30", Exact = true })).ToHaveCountAsync(1);
        await AxeChecks.SoundAsync(page);

        var download = await page.RunAndWaitForDownloadAsync(() => Row(page, Written.Backtest).GetByRole(AriaRole.Link, new() { Name = "Take it away" }).ClickAsync());
        var report = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Seconds().Replace(report, "").ShouldBe(Seconds().Replace(await ByCommandLineAsync(), ""));
        await page.CloseAsync();
    }

    private static ILocator Row(IPage page, string name) => page.GetByRole(AriaRole.Row).Filter(new() { HasText = name });

    private static async Task AskAsync(IPage page, string name, string policies, string sweep)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("First day").FillAsync("2019-04-02");
        await page.GetByLabel("Last day").FillAsync("2019-04-04");
        await page.GetByLabel("Policies (empty: the usual four)").FillAsync(policies);
        await page.GetByLabel("Sweep (empty: none)").FillAsync(sweep);
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        var said = page.GetByRole(AriaRole.Alert).Or(Row(page, name)).First;
        await Assertions.Expect(said).ToBeVisibleAsync(new() { Timeout = MostMilliseconds });
    }

    private async Task<string> ByCommandLineAsync()
    {
        var folder = Path.Combine(desk.Folder, "demo", "1");
        var site = Directory.GetFiles(desk.Folder, "site.yaml", SearchOption.AllDirectories).Single(static path => !path.Contains("versions", StringComparison.Ordinal));
        var html = Path.Combine(desk.Folder, "three-days.html");
        using var process = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "spillway"), ["backtest", site, "--from", "2019-04-02", "--to", "2019-04-05", "--policy", "strike:price=30", "--html", html])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SPILLWAY_HOME"] = folder },
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, await output + await errors);
        return await File.ReadAllTextAsync(html, TestContext.Current.CancellationToken);
    }

    private static LocatorAssertionsToContainTextOptions Within() => new() { Timeout = MostMilliseconds };

    // How long a policy took on its core.
    [GeneratedRegex(@"(?<=>)\d+\.\d{3}(?=<)")]
    private static partial Regex Seconds();
}
