using System.Diagnostics;
using System.Globalization;
using System.Text;
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

    [Fact]
    public async Task The_month_and_an_event_are_looked_up_and_a_bill_with_one_wrong_row_is_held_against_ours()
    {
        var page = await OpenAsync();
        await DisputeAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "This month" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "This month" })).ToHaveAttributeAsync("aria-current", "page");
        var days = page.Locator("section[aria-labelledby=days-title] tbody tr");
        await Assertions.Expect(days.Nth(20)).ToBeVisibleAsync();

        // All of one moment: the month goes on while it is looked at.
        var cards = await page.Locator(".money-cards").EvaluateAsync<string[]>("cards => [...cards.querySelectorAll('.card')].map(one => one.innerText)");
        var figures = cards.Take(3).Select(Signed).ToList();
        figures[0].ShouldBe(figures[1] - figures[2], 0.011m, string.Join("; ", cards));
        await AxeChecks.SoundAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "An event" }).ClickAsync();
        var grid = page.Locator("section[aria-labelledby=events-title] tbody tr", new() { HasText = "shed to 12.0 MW" });
        await grid.GetByRole(AriaRole.Link).ClickAsync();
        var earned = page.Locator("section[aria-labelledby=event-title]");
        await Assertions.Expect(earned.GetByRole(AriaRole.Heading)).ToContainTextAsync("shed to 12.0 MW");
        var parts = await earned.Locator("tbody td").AllInnerTextsAsync();
        var sum = await earned.Locator("tfoot tr").InnerTextAsync();
        Math.Abs(parts.Sum(Amount)).ShouldBe(Math.Abs(Amount(sum.Split('\t', '\n')[^1])), 0.03m);
        await AxeChecks.SoundAsync(page);
        await page.CloseAsync();
    }

    // The market's bill as ours has it, but for a hundred too much in one row.
    private async Task DisputeAsync(IPage page)
    {
        var taken = await TakeAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "CSV", Exact = true }));
        var lines = (await File.ReadAllLinesAsync(taken, TestContext.Current.CancellationToken)).Select(static line => line.Split(',')).Where(static cells => cells.Contains("energy-real-time")).ToList();
        lines.Count.ShouldBeGreaterThan(2);
        var rows = lines.Select(static (cells, row) => $"{cells[1]},ENERGY,{cells[7]},{decimal.Parse(cells[10], CultureInfo.InvariantCulture) + (row == 1 ? 100m : 0m)}");
        await page.Locator("#bill-file").SetInputFilesAsync(Sent("bill.csv", "start,code,mwh,usd\n" + string.Join('\n', rows) + "\n"));
        await page.Locator("#mapping-file").SetInputFilesAsync(Sent("mapping.yaml", "start: start\ncode: code\nquantity: mwh\namount: usd\ncharges:\n  - {code: ENERGY, charge: energy-real-time}\n"));
        var card = page.Locator("section[aria-labelledby=bill-title]");
        await card.GetByRole(AriaRole.Button, new() { Name = "Reconcile" }).ClickAsync();
        var wrong = card.GetByRole(AriaRole.Row).Filter(new() { HasText = "100.00" });
        await Assertions.Expect(wrong).ToHaveCountAsync(1);
        await Assertions.Expect(card.Locator(".money-job")).ToContainTextAsync(AgreeText());
        await AxeChecks.SoundAsync(page);
        var dispute = await TakeAsync(page, card.GetByRole(AriaRole.Link, new() { Name = "Dispute file (CSV)" }));
        (await File.ReadAllTextAsync(dispute, TestContext.Current.CancellationToken)).ShouldContain(lines[1][1]);

        static FilePayload Sent(string name, string text) => new() { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(text) };
    }

    private static decimal Amount(string text) => decimal.Parse(text.Trim().Replace('−', '-').Replace("+", "", StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture);

    // Amounts stand without a sign: the words beside them say who pays.
    private static decimal Signed(string card)
    {
        var isNegative = card.Contains("the site is paid", StringComparison.OrdinalIgnoreCase) || card.Contains("The site lost", StringComparison.OrdinalIgnoreCase);
        return (isNegative ? -1m : 1m) * Amount(card.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1]);
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

    [GeneratedRegex("[1-9][0-9,]* places agree, 1 do not")]
    private static partial Regex AgreeText();

    [GeneratedRegex(@"Settled intervals: ([3-9]|\d\d)")]
    private static partial Regex SettledText();
}
