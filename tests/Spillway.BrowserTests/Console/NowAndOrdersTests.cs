using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>A stranger's first minutes before the demonstration: see the site ride a spike, shed 20 MW and watch it, release it.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed partial class NowAndOrdersTests(ConsoleDesk desk)
{
    private const int MostMilliseconds = 300_000;

    [Fact]
    public async Task The_site_rides_a_spike_and_a_telephone_shows_why()
    {
        var spike = await desk.Spike;

        spike.Why.ShouldStartWith("Off: the price");
        spike.Overflow.ShouldBeLessThanOrEqualTo(0, "a telephone shows the page without moving it sideways");
        spike.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Twenty_megawatts_are_shed_confirmed_in_watts_and_released()
    {
        var page = await desk.OpenAsync("/orders");
        var complaints = PageComplaints.Of(page);
        await Assertions.Expect(page.Locator("[data-figure=power]").First).ToContainTextAsync(WholeSite(), Within());

        await page.GetByRole(AriaRole.Radio, new() { Name = "Shed by", Exact = true }).CheckAsync();
        await page.GetByLabel("Less by, MW", new() { Exact = true }).FillAsync("20");
        await page.GetByLabel("Reason", new() { Exact = true }).FillAsync(Written.Tried);
        await Assertions.Expect(page.Locator("[data-figure=promise]")).ToContainTextAsync("20.0 MW off in", Within());
        await page.GetByRole(AriaRole.Button, new() { Name = "Look at it before it is given" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Give the order" }).ClickAsync();

        var row = OrderSheet.Row(page, Written.Tried);
        await Assertions.Expect(row.Locator(".orders-way")).ToContainTextAsync("kept after", Within());
        await OrderSheet.EndAsync(row, Written.Enough);
        complaints.ShouldBeEmpty();
        await page.CloseAsync();
    }

    // Whoever tried something else before leaves the site on its way back.
    [GeneratedRegex(@"(39\.\d|40\.0) MW")]
    private static partial Regex WholeSite();

    private static LocatorAssertionsToContainTextOptions Within() => new() { Timeout = MostMilliseconds };
}
