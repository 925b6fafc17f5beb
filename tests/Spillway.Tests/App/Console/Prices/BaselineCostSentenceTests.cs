using System.Collections.Immutable;
using Bunit;
using Shouldly;
using Spillway.App.Api;
using Spillway.App.Console.Orders;
using Spillway.App.Console.Prices;
using Spillway.App.Console.Texts;
using Spillway.App.Obligations;
using Spillway.App.Sites.Contracts;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Engine.Signals.Orders;
using Spillway.Tests.App.Obligations;
using Xunit;

namespace Spillway.Tests.App.Console.Prices;

public sealed class BaselineCostSentenceTests : IDisposable
{
    private static readonly BaselineProgramme _programme = BaselineSites.Site("baseline: 10-of-10; baseline_price_usd_per_mwh: 80").Programmes[0];
    private readonly BunitContext _page = new();

    public void Dispose() => _page.Dispose();

    [Fact]
    public void The_card_says_what_this_interval_and_the_rest_of_the_hours_cost()
    {
        Card(Readers.English, new(_programme, Cost(14, 15, 2.5m), Cost(16, 0, 20m)))
            .ShouldContain("Curtailing for price in this interval would take 2.5 MWh off the baseline of dr-1, worth 200.00 USD; to the end of its hours at");
        Card(Readers.Chinese, new(_programme, Cost(14, 15, 2.5m), Cost(16, 0, 20m))).ShouldContain("dr-1 的基线将减少 2.5 MWh，价值 200.00 USD");
    }

    [Fact]
    public void Only_what_costs_something_is_said()
    {
        Card(Readers.English, new(_programme, Cost(14, 15, 2.5m), null)).ShouldContain("in this interval would take 2.5 MWh off the baseline of dr-1, worth 200.00 USD.");
        Card(Readers.English, new(_programme, Cost(14, 15, 0m), Cost(16, 0, 20m))).ShouldContain("would take 20 MWh off the baseline of dr-1, worth 1,600.00 USD.");
        Card(Readers.English, new(_programme, Cost(14, 15, 0m), Cost(16, 0, 0m))).ShouldNotContain("baseline of");
    }

    [Fact]
    public void What_is_not_known_is_said_to_be_so()
    {
        var few = new BaselineCost(BaselineSites.At(14, 0, 14, 15), null, null, CostGap.TooFewDays, 3);

        Card(Readers.English, new(_programme, few, null)).ShouldContain("What curtailing takes off the baseline of dr-1 is not known: the journal has 3 of the 10 days that it looks at.");
        Card(Readers.English, new(_programme, few with { Gap = CostGap.Reading }, null)).ShouldContain("the journal is not read yet");
    }

    [Fact]
    public void The_preview_of_an_order_says_it_beside_what_an_hour_costs()
    {
        var preview = new OrderPreview(new(100m), new(20m), null, [], null, []) { Baselines = [(_programme, Cost(16, 0, 16m))] };

        var card = _page.Render<OrderPreviewCard>(with => with.AddCascadingValue(Readers.English).Add(one => one.Preview, preview).Add(one => one.Kind, OrderKind.Ceiling).Add(one => one.Currency, "USD"));

        card.Find("[data-figure=baseline]").TextContent.ShouldContain("it would take 16 MWh off the baseline of dr-1, worth 1,280.00 USD in its next event.");
    }

    private static BaselineCost Cost(int toHour, int toMinute, decimal energy) =>
        new(BaselineSites.At(14, 0, toHour, toMinute), BaselineSites.At(13, 0, 16, 0, BaselineSites.Day.PlusDays(1)), new BaselineLoss(new(energy), new(energy * 80m)), CostGap.None, 10);

    private string Card(Reader reader, ProgrammeCost cost) => _page.Render<HeadroomCard>(with => with.AddCascadingValue(reader)
        .Add(static one => one.Rows, ImmutableArray<HeldRow>.Empty).Add(one => one.Costs, [cost]).Add(static one => one.Currency, "USD")).Markup;
}
