using System.IO.Compression;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Spillway.App.Proofs.Verification;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>What a person finds out about money, as they would find it out.</summary>
public sealed class MoneyTests(MoneyDesk desk) : IClassFixture<MoneyDesk>
{
    [Fact]
    public async Task What_today_earned_is_followed_from_the_total_down_to_the_row_of_a_price()
    {
        var page = await desk.OpenMoneyAsync();
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

    [Fact]
    public async Task The_proof_of_the_day_is_taken_away_and_anybody_finds_it_whole()
    {
        var page = await desk.OpenMoneyAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a proof of this period" }).ClickAsync();
        await page.GetByText("Whole: it is as it was signed, and it adds up.").First.WaitForAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Bundle and page together (zip)" }).First.ClickAsync());
        var archive = Path.Combine(desk.Folder, "proof.zip");
        await download.SaveAsAsync(archive);
        var folder = Path.Combine(desk.Folder, "proof");
        await ZipFile.ExtractToDirectoryAsync(archive, folder, TestContext.Current.CancellationToken);
        var bundle = Directory.GetFiles(folder, "*.proof").Single();

        BundleVerifier.Verify(bundle, AuditorKnowledge.None, TestContext.Current.CancellationToken).Faults.ShouldBeEmpty();

        // And without the program: the page that came with it.
        await page.GotoAsync(new Uri(Path.Combine(folder, "verify.html")).AbsoluteUri);
        await page.Locator("#file").SetInputFilesAsync(bundle);
        await page.Locator("#result .verdict h2").WaitForAsync();
        (await page.Locator("#result .verdict").InnerTextAsync()).ShouldContain("Whole", Case.Insensitive);
    }

    [Theory]
    [InlineData("/money", 1280)]
    [InlineData("/money", 390)]
    [InlineData("/prices", 1280)]
    [InlineData("/prices", 390)]
    public async Task The_pages_bar_nobody_out_and_do_not_reach_beyond_the_screen(string path, int width)
    {
        var page = await desk.OpenAsync(path, width);
        await page.Locator("main section.card").Last.WaitForAsync();

        var found = await page.RunAxe();

        found.Violations.Select(static one => $"{one.Id}: {one.Nodes[0].Html}").ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public async Task What_would_be_at_another_price_is_reckoned_and_nothing_is_ordered()
    {
        var page = await desk.OpenAsync("/prices");
        var field = page.GetByLabel("Price, USD/MWh").First;
        await field.WaitForAsync();
        await page.Locator(".prices-said").WaitForAsync();
        await page.WaitForFunctionAsync("() => window.Blazor !== undefined");
        await field.FillAsync("5000");
        await field.PressAsync("Tab");

        await page.GetByText("At this: 0.2 MW").WaitForAsync();
        (await page.Locator(".prices-said .ok").InnerTextAsync()).ShouldContain("more an hour");
    }
}
