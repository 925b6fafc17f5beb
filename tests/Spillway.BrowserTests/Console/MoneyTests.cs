using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>What a person finds out about money, as they would find it out.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed partial class MoneyTests(ConsoleDesk desk)
{
    private const int MostLooks = 6;
    private const int LookMilliseconds = 60_000;

    [Fact]
    public async Task What_today_earned_is_followed_from_the_total_down_to_the_row_of_a_price()
    {
        var page = await OpenAsync();
        (await page.Locator(".money-cards .first .figure").InnerTextAsync()).ShouldMatch(@"^[\d,]+\.\d\d$");
        (await page.Locator(".money-bridge tbody tr").CountAsync()).ShouldBeGreaterThan(4);

        await page.GetByRole(AriaRole.Link, new() { Name = "Energy in real time" }).ClickAsync();
        await page.Locator("#lines tbody a").First.ClickAsync();
        var line = page.Locator("#line");
        await line.WaitForAsync();

        (await line.Locator(".money-sum").InnerTextAsync()).ShouldContain("MWh");
        var trail = await line.Locator(".money-trail").InnerTextAsync();
        foreach (var step in new[] { "Meter reading", "Clause of the site file", "Market rules", "Row of the price file", "prices.csv, row ", "What the record says" })
        {
            trail.ShouldContain(step);
        }

        // The line, its charge and its day stand in the address: it can be sent to somebody.
        page.Url.ShouldContain("line=");
        (await line.Locator("h2").EvaluateAsync<bool>("title => title === document.activeElement")).ShouldBeTrue();
    }

    // How long a proof is waited for.
    private const int ProofMilliseconds = 120_000;

    [Fact]
    public async Task A_proof_is_taken_away_and_holds_by_the_command_and_by_the_page_that_checks_it()
    {
        var page = await OpenAsync();
        var card = page.Locator("section[aria-labelledby=proof-title]");
        await card.GetByRole(AriaRole.Button, new() { Name = "Make a proof of this period" }).ClickAsync();
        await Assertions.Expect(card.Locator(".money-job").First).ToContainTextAsync("Whole: it is as it was signed, and it adds up.", new() { Timeout = ProofMilliseconds });
        var bundle = await TakeAsync(page, card.GetByRole(AriaRole.Link, new() { NameRegex = BundleName() }).First);
        var check = await TakeAsync(page, card.GetByRole(AriaRole.Link, new() { Name = "The page that checks" }));

        // An auditor: another machine, without this desk and its data folder.
        var verified = await VerifyAsync(bundle);
        verified.Code.ShouldBe(0, verified.Said);

        // The page comes from the disk and asks nobody.
        var auditor = await page.Context.NewPageAsync();
        var asked = new List<string>();
        auditor.Request += (_, request) => asked.Add(request.Url);
        await auditor.GotoAsync(new Uri(check).AbsoluteUri);
        await auditor.Locator("#file").SetInputFilesAsync(bundle);
        await Assertions.Expect(auditor.Locator("#result .verdict")).ToContainTextAsync("✓ Whole: as it was signed, and it adds up", new() { Timeout = ProofMilliseconds });
        (await auditor.Locator(".checks .good").CountAsync()).ShouldBe(5);
        asked.ShouldHaveSingleItem().ShouldStartWith("file:");

        // What is changed on the way is found by both.
        var text = await File.ReadAllTextAsync(bundle, TestContext.Current.CancellationToken);
        var changed = Path.Combine(desk.Folder, "changed.proof");
        await File.WriteAllTextAsync(changed, AmountText().Replace(text, static found => found.Value[..^1] + (found.Value[^1] == '9' ? '8' : '9'), 1), TestContext.Current.CancellationToken);
        (await VerifyAsync(changed)).Code.ShouldBe(1);
        await auditor.Locator("#file").SetInputFilesAsync(changed);
        await Assertions.Expect(auditor.Locator("#result .verdict")).ToContainTextAsync("✗", new() { Timeout = ProofMilliseconds });
    }

    private async Task<string> TakeAsync(IPage page, ILocator link)
    {
        var taken = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        var path = Path.Combine(desk.Folder, taken.SuggestedFilename);
        await taken.SaveAsAsync(path);
        return path;
    }

    private async Task<(int Code, string Said)> VerifyAsync(string bundle)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "spillway"), ["verify", bundle])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SPILLWAY_HOME"] = Path.Combine(desk.Folder, "auditor") },
        })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, said + await errors);
    }

    // The day that has figures: today, or where that has just begun the day before.
    private async Task<IPage> OpenAsync()
    {
        var page = await desk.OpenAsync("/money", 1280);
        for (var look = 0; look < MostLooks; look++)
        {
            try
            {
                await page.GetByText(SettledText()).WaitForAsync(new() { Timeout = LookMilliseconds });
                return page;
            }
            catch (TimeoutException)
            {
                await page.GotoAsync(desk.Address + "/money?day=" + (look % 2 == 0 ? "2024-03-25" : "2024-03-26"));
            }
        }

        throw new TimeoutException("No day of the demonstration has three settled intervals.");
    }

    [GeneratedRegex(@"\.proof$")]
    private static partial Regex BundleName();

    // The first digit of the first amount of a line.
    [GeneratedRegex("""(?<="amount":"-?)\d""")]
    private static partial Regex AmountText();

    [GeneratedRegex(@"Settled intervals: ([3-9]|\d\d)")]
    private static partial Regex SettledText();
}
