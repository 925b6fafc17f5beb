using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>The desk dies in the middle of a shed, before the eyes of its operator.</summary>
[Collection(LightTestGroup.Name)]
public sealed partial class RestartTests
{
    // The machines need a quarter of a minute to come down: the desk is gone by then.
    private const double Slowly = 0.15;

    [Fact]
    public async Task A_shed_outlives_its_desk_and_the_page_says_that_it_is_old_and_comes_back_by_itself()
    {
        await using var desk = await HallDesk.StartAsync(Slowly);
        var ann = await desk.JoinAsync("ann", "operator");
        var orders = await desk.OpenAsync(ann, "/orders");
        var now = await desk.OpenAsync(ann, "/");
        var row = await OrderSheet.ShedAsync(orders, "1", "the grid asks", "30");
        var (id, until) = (await row.GetAttributeAsync("data-order"), Ends(await row.Locator("td").Nth(3).InnerTextAsync()));
        await desk.KillAsync();
        desk.Megawatts.ShouldBeGreaterThan(1, "it is killed in the middle");

        // Both pages say so, and look it.
        foreach (var page in new[] { orders, now })
        {
            await Assertions.Expect(page.GetByText("No connection to the desk: the numbers below are old")).ToBeVisibleAsync(new() { Timeout = HallDesk.Patience });
            await Assertions.Expect(page.Locator("[data-figure=power]").First).ToHaveCSSAsync("text-decoration-line", "line-through");
        }

        await Assertions.Expect(orders.Locator("[data-lost-age]")).ToHaveTextAsync(AgeText());
        await HallDesk.PictureAsync(orders, "lost-orders");
        await HallDesk.PictureAsync(now, "lost-now");
        await desk.StartAgainAsync();

        // Nobody touches them: they are live again, and say what happened.
        foreach (var page in new[] { orders, now })
        {
            await Assertions.Expect(page.GetByText("The desk was started again.")).ToBeVisibleAsync(new() { Timeout = HallDesk.Patience });
            await Assertions.Expect(page.GetByText("No connection to the desk")).ToBeHiddenAsync();
            await Assertions.Expect(page.Locator("[data-figure=power]").First).ToHaveCSSAsync("text-decoration-line", "none");
        }

        await HallDesk.PictureAsync(orders, "back-orders");
        (await row.GetAttributeAsync("data-order")).ShouldBe(id);
        (await row.InnerTextAsync()).ShouldContain("ann");
        Ends(await row.Locator("td").Nth(3).InnerTextAsync()).ShouldBe(until);
        await Assertions.Expect(row.Locator(".orders-way")).ToContainTextAsync("kept", HallDesk.Within());
        await HallDesk.UntilAsync("the site has come down", () => Task.FromResult(desk.Megawatts <= 1));
        await Assertions.Expect(now.Locator(".orders-list tbody tr", new() { HasText = "the grid asks" })).ToContainTextAsync("kept", HallDesk.Within());
    }

    [GeneratedRegex("^[0-9]+ (second|minute)s?$")]
    private static partial Regex AgeText();

    // The instant of the end, without how far it is away.
    private static string Ends(string cell) => cell.Split(',')[0];
}
