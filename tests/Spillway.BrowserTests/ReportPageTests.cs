using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NodaTime;
using Shouldly;
using Spillway.Tests.App.Reports;
using Xunit;

namespace Spillway.BrowserTests;

[Collection(LightTestGroup.Name)]
public sealed class ReportPageTests
{
    private static readonly LocalDate _day = new(2023, 3, 9);

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_page_opens_without_a_complaint_a_request_or_sideways_scrolling(int width)
    {
        await using var report = await OpenReport.Open(OpenReport.Market, width);

        (await report.Page.Locator("h1").InnerTextAsync()).ShouldStartWith("Sample <One> & Co");
        (await report.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(width);
        report.Complaints.ShouldBeEmpty();
        report.Requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldStartWith("file:");
        await Keep(report, $"report-{width}");
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task Axe_finds_nothing(int width, ColorScheme scheme)
    {
        await using var report = await OpenReport.Open(OpenReport.Market, width);
        await report.Page.EmulateMediaAsync(new() { ColorScheme = scheme });

        var found = await report.Page.RunAxe();

        found.Passes.Length.ShouldBeGreaterThan(20);
        found.Violations.Select(Told).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_week_and_an_interval_are_chosen_with_the_keyboard_alone()
    {
        await using var report = await OpenReport.Open(OpenReport.Market, 1280);
        var caption = report.Page.Locator("#week-caption");
        var choice = report.Page.Locator("#week-choice");
        await choice.FocusAsync();
        await choice.PressAsync("Home");
        (await caption.InnerTextAsync()).ShouldBe("strike:price=80,restart=60, 2023-02-20 00:00 CST to 2023-02-27 00:00 CST");

        // Tab leads past the button to the policy and on to the slider.
        await report.Page.Keyboard.PressAsync("Tab");
        await report.Page.Keyboard.PressAsync("Enter");
        (await caption.InnerTextAsync()).ShouldBe("strike:price=80,restart=60, 2023-02-27 00:00 CST to 2023-03-06 00:00 CST");
        await report.Page.Keyboard.PressAsync("Enter");
        (await caption.InnerTextAsync()).ShouldBe("strike:price=80,restart=60, 2023-03-06 00:00 CST to 2023-03-13 00:00 CDT");

        var slider = report.Page.Locator("#week-at");
        await slider.FocusAsync();
        await slider.PressAsync("End");
        (await report.Page.Locator("#week-reading").InnerTextAsync()).ShouldStartWith("2023-03-12 23:45 CDT (2023-03-13 04:45Z), LZ_MADE_UP: ");
        (await slider.GetAttributeAsync("max")).ShouldBe("667");
        report.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_drawing_of_the_script_is_that_of_the_page()
    {
        await using var still = await OpenReport.Open(OpenReport.Market, 1280, hasScripts: false);
        await using var alive = await OpenReport.Open(OpenReport.Market, 1280);

        (await alive.Page.Locator("#week-caption").InnerTextAsync()).ShouldBe(await still.Page.Locator("#week-caption").InnerTextAsync());
        foreach (var part in new[] { ".strip", ".price", ".worth", ".area", ".best" })
        {
            var drawn = await Points(still, part);
            var redrawn = await Points(alive, part);
            redrawn.Length.ShouldBe(drawn.Length, part);
            drawn.Zip(redrawn).ShouldAllBe(point => Math.Abs(point.First - point.Second) < 0.11, part);
        }

        var ticks = await still.Page.Locator("#week-chart text").AllInnerTextsAsync();
        (await alive.Page.Locator("#week-chart text").AllInnerTextsAsync()).ShouldBe(ticks, ignoreOrder: true);
    }

    [Fact]
    public async Task Without_scripts_everything_but_the_choice_is_there()
    {
        await using var report = await OpenReport.Open(OpenReport.Market, 1280, hasScripts: false);

        (await report.Page.Locator(".script-only:visible").CountAsync()).ShouldBe(0);
        (await report.Page.Locator("#week-chart .price").CountAsync()).ShouldBe(1);
        (await report.Page.Locator("noscript p").IsVisibleAsync()).ShouldBeTrue();
        (await report.Page.Locator("section:visible").CountAsync()).ShouldBe(10);
    }

    [Fact]
    public async Task On_paper_no_table_is_cut_and_no_control_is_printed()
    {
        await using var report = await OpenReport.Open(OpenReport.Market, 688);
        await report.Page.EmulateMediaAsync(new() { Media = Media.Print });

        (await report.Page.Locator("nav:visible, .script-only:visible").CountAsync()).ShouldBe(0);
        (await report.Page.EvaluateAsync<int>("Math.max(...[...document.querySelectorAll('table')].map(t => t.getBoundingClientRect().right))")).ShouldBeLessThanOrEqualTo(688);
        var pdf = await report.Page.PdfAsync(new() { Format = "A4" });
        pdf.AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
    }

    [Fact]
    public async Task A_range_of_one_day_or_of_gaps_but_for_one_interval_still_reads()
    {
        foreach (var isGap in new Func<int, bool>[] { static _ => false, static number => number != 50 })
        {
            await using var report = await OpenReport.Open(new SampleMarket(_day, _day.PlusDays(1)) { IsGap = isGap }, 390);

            (await report.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(390);
            (await report.Page.Locator("#week-before").IsDisabledAsync()).ShouldBeTrue();
            (await report.Page.Locator("#week-after").IsDisabledAsync()).ShouldBeTrue();
            (await report.Page.InnerTextAsync("body")).ShouldNotContain("NaN");
            report.Complaints.ShouldBeEmpty();
            await Keep(report, isGap(0) ? "one-interval-390" : "one-day-390");
        }
    }

    private static async Task<double[]> Points(OpenReport report, string part) =>
        await report.Page.EvaluateAsync<double[]>(
            "part => [...document.querySelectorAll('#week-chart ' + part)].flatMap(path => (path.getAttribute('d').match(/-?[0-9.]+/g) || []).map(Number))", part);

    private static string Told(AxeResultItem item) =>
        $"{item.Id}: {item.Help} at {string.Join(", ", item.Nodes.Select(node => node.Html))}";

    // For a person's eyes: SPILLWAY_PICTURES names a folder to keep pictures in.
    private static async Task Keep(OpenReport report, string name)
    {
        if (Environment.GetEnvironmentVariable("SPILLWAY_PICTURES") is { Length: > 0 } folder)
        {
            await report.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }
}
