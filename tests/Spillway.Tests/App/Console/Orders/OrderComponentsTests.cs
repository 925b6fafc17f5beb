using Bunit;
using Shouldly;
using Spillway.App.Api;
using Spillway.App.Console.Orders;
using Spillway.Engine.Signals.Orders;
using Spillway.Tests.App.Api;
using Spillway.Tests.Engine.Control;
using Xunit;

namespace Spillway.Tests.App.Console.Orders;

public sealed class OrderComponentsTests : IDisposable
{
    private static readonly CancellationToken _cancellation = Xunit.TestContext.Current.CancellationToken;
    private readonly BunitContext _page = new();

    [Fact]
    public void A_stop_is_armed_first_and_sent_only_with_the_word_typed()
    {
        string? sent = null;
        var stop = _page.Render<StopControl>(with => with.AddCascadingValue(Readers.English)
            .Add(one => one.Power, new(40m)).Add(one => one.CostPerHour, 4_000m).Add(one => one.Currency, "USD")
            .Add(one => one.Asked, () => "0a1b2c3d").Add(one => one.Confirmed, word => sent = word));

        stop.Markup.ShouldContain("Costs 4,000 USD an hour.");
        stop.Find("button.danger").Click();
        stop.Find("button[type=submit]").HasAttribute("disabled").ShouldBeTrue();
        stop.Find("form").Submit();
        sent.ShouldBeNull();
        stop.Find("#orders-stop-word").Input("stop");
        stop.Find("form").Submit();

        sent.ShouldBe("0a1b2c3d");
        stop.FindAll("#orders-stop-word").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_form_shows_the_fields_of_the_kind_and_only_kinds_that_may_be_given()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        var draft = new OrderDraft();
        var changes = 0;
        var form = _page.Render<OrderForm>(with => with.AddCascadingValue(Readers.English)
            .Add(one => one.Draft, draft).Add(one => one.Kinds, [DraftKind.ShedTo, DraftKind.ShedBy, DraftKind.Lock]).Add(one => one.Plant, rig.Plant)
            .Add(one => one.Changed, () => changes++).Add(one => one.Reviewed, () => { }));

        form.FindAll("input[type=radio]").Count.ShouldBe(3);
        form.Find("#orders-mw").Input("12.5");
        draft.Power.ShouldBe(12.5m);
        form.FindAll("input[type=radio]")[2].Change("Lock");

        form.FindAll("#orders-mw").ShouldBeEmpty();
        form.FindAll("#orders-place option").Count.ShouldBe(1 + 2 + 5);
        draft.Rank.ShouldBe(OrderRank.OperatorHold);
        changes.ShouldBe(2);
        form.FindAll("input:not([type=radio]), select").ShouldAllBe(field => form.FindAll($"label[for={field.Id}]").Count == 1);
    }

    [Fact]
    public async Task A_preview_names_groups_and_cost_and_what_would_break_an_award()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        var preview = OrderPreviews.Of(rig.View, Plants.Ceiling(15m, 30)) with
        {
            Broken = [new(rig.State.At, rig.State.At + NodaTime.Duration.FromHours(1), new(20m), new(15m), "as-1/ecrs")],
        };

        var card = _page.Render<OrderPreviewCard>(with => with.AddCascadingValue(Readers.English)
            .Add(one => one.Preview, preview).Add(one => one.Kind, OrderKind.Ceiling).Add(one => one.Currency, "USD"));

        card.Find("[data-figure=promise]").TextContent.ShouldContain("35.0 MW off in");
        card.Find("[data-figure=cost]").TextContent.ShouldContain("Costs 1,483 USD an hour.");
        card.FindAll("tbody tr").Select(row => row.Children[0].TextContent).ShouldBe(["hall-a", "hall-b"]);
        card.Find("[role=alert]").TextContent.ShouldContain("20.0 MW must run for as-1/ecrs, and 15.0 MW would");
    }

    [Fact]
    public async Task Orders_in_force_stand_highest_rank_first_with_source_and_end()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        rig.Pass(Plants.Hold("hall-a", isOn: false), Plants.Ceiling(10m, 30, id: "call-1") with { Until = rig.State.At + NodaTime.Duration.FromMinutes(10) });

        var list = _page.Render<OrderList>(with => with.AddCascadingValue(Readers.English)
            .Add(one => one.Orders, rig.State.Orders).Add(one => one.At, rig.State.At).Add(one => one.Progress, _ => null));

        list.FindAll("tbody tr").Select(row => row.GetAttribute("data-order")).ShouldBe(["call-1", "hold-hall-a-False"]);
        list.Find("tr[data-order=call-1]").TextContent.ShouldContain("in 9 min 59 s");
        list.Find("tr[data-order=hold-hall-a-False]").TextContent.ShouldContain("when it is released");
        _page.Render<OrderList>(with => with.AddCascadingValue(Readers.Chinese).Add(one => one.Orders, []).Add(one => one.At, rig.State.At).Add(one => one.Progress, _ => null))
            .Markup.ShouldContain("没有生效中的指令");
    }

    public void Dispose() => _page.Dispose();
}
