using Bunit;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Shouldly;
using Spillway.App.Console.Earnings;
using Spillway.App.Console.Texts;
using Spillway.Engine.Settlements.Bridges;
using Xunit;

namespace Spillway.Tests.App.Console.Earnings;

public sealed class WaterfallTests
{
    private static readonly Reader _english = new(ConsoleTexts.Embedded(), "en", DateTimeZone.Utc, IsDark: true);
    private static readonly Reader _chinese = _english with { Language = "zh-CN" };

    private static readonly Bridge _bridge = Bridge.ToTheCent(
        new(100m),
        [new(BridgePartKind.Volume, new(60m), "60 MWh."), new(BridgePartKind.ProductionGivenUp, new(-40m), "Less."), new(BridgePartKind.Contracts, new(80m), "More.")],
        new(200m),
        BridgePartKind.Volume);

    [Fact]
    public void Each_bar_hangs_where_the_one_before_it_ended()
    {
        var view = View(_english);

        view.Zero.ShouldBe(0.0);
        view.Bars.Select(static bar => (bar.Left, bar.Width, bar.Look)).ShouldBe([(0.0, 50.0, "total"), (50.0, 30.0, "up"), (60.0, 20.0, "down"), (60.0, 40.0, "up"), (0.0, 100.0, "total")]);
    }

    [Fact]
    public void The_table_says_every_figure_with_its_sign_and_the_reasons_with_their_numbers()
    {
        using var page = new BunitContext();

        var table = page.Render<CascadingValue<Reader>>(outer => outer.Add(value => value.Value, _english).AddChildContent<WaterfallTable>(
            inner => inner.Add(one => one.View, View(_english)).Add(one => one.Caption, "caption").Add(one => one.Currency, "USD")));

        table.FindAll("tbody tr").Select(static row => row.QuerySelector("td.number")!.TextContent).ShouldBe(["100.00", "+60.00", "−40.00", "+80.00", "200.00"]);
        table.FindAll("tbody th[scope=row]").Select(static cell => cell.TextContent).ShouldBe(["from", "Energy not drawn", "Production given up", "Contracts", "to"]);
        table.FindAll("rect").Count.ShouldBe(5);
        table.Markup.ShouldContain("60 MWh.");
    }

    [Fact]
    public void In_Chinese_no_English_sentence_of_the_engine_is_shown()
    {
        using var page = new BunitContext();

        var table = page.Render<CascadingValue<Reader>>(outer => outer.Add(value => value.Value, _chinese).AddChildContent<WaterfallTable>(
            inner => inner.Add(one => one.View, View(_chinese)).Add(one => one.Caption, "").Add(one => one.Currency, "USD")));

        table.Markup.ShouldNotContain("60 MWh.");
        table.Markup.ShouldContain("未用电量");
    }

    private static WaterfallView View(Reader reader) => WaterfallView.Of(reader, _bridge, ("from", "w"), ("to", "w"));
}
