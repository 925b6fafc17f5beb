using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>A stranger's first minutes before the demonstration: shed 20 MW and watch it, release it, see the site ride a spike.</summary>
public sealed class NowAndOrdersTests
{
    private const int MostMilliseconds = 300_000;

    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_megawatts_are_shed_confirmed_in_watts_and_released_and_then_the_site_rides_a_spike()
    {
        await using var desk = await DemoDesk.StartAsync(_cancellation);
        var orders = await desk.OpenAsync("/orders");
        await Assertions.Expect(orders.Locator("[data-figure=power]").First).ToContainTextAsync("40.0 MW", Within());

        await ChooseAsync(orders, "Shed by", "Less by, MW");
        await orders.Locator("#orders-mw").FillAsync("20");
        await orders.Locator("#orders-reason").FillAsync("trying");
        await Assertions.Expect(orders.Locator("[data-figure=promise]")).ToContainTextAsync("20.0 MW off in", Within());
        await orders.GetByText("Look at it before it is given").ClickAsync();
        await orders.GetByText("Give the order").ClickAsync();
        await Assertions.Expect(orders.Locator(".orders-list .orders-way").First).ToContainTextAsync("kept after", Within());

        await orders.Locator(".orders-list").GetByText("Release").Last.ClickAsync();
        await orders.Locator("#orders-release-reason").FillAsync("enough");
        await orders.Locator(".mud-dialog button.primary").ClickAsync();
        await Assertions.Expect(orders.Locator(".orders-said")).ToContainTextAsync("Released", Within());

        var now = await desk.OpenAsync("/", 390, 844);
        await desk.ExpectAsync(Assertions.Expect(now.Locator("tr[data-group=hall-b] .now-why")).ToContainTextAsync("Off: the price", Within()));
        await desk.ExpectAsync(Assertions.Expect(now.Locator("tr[data-group=hall-b] .now-why")).ToContainTextAsync("is above what hall-b earns", Within()));
        (await now.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0);
        desk.Complaints.ShouldBeEmpty();
    }

    // The page is drawn before it listens: what is chosen before that is not heard.
    private static async Task ChooseAsync(IPage page, string kind, string label)
    {
        const int Attempts = 60;
        for (var attempt = 1; ; attempt++)
        {
            await page.GetByText(kind).ClickAsync();
            try
            {
                await Assertions.Expect(page.Locator("label[for=orders-mw]")).ToHaveTextAsync(label, new() { Timeout = 1_000 });
                return;
            }
            catch (PlaywrightException) when (attempt < Attempts)
            {
                // Not heard yet.
            }
        }
    }

    private static LocatorAssertionsToContainTextOptions Within() => new() { Timeout = MostMilliseconds };
}
