using Shouldly;
using Spillway.App.Reports;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Signals.Orders;
using Spillway.Tests.App.Events;
using Spillway.Tests.Engine.Control;
using Spillway.Units;
using Xunit;
using static Spillway.Tests.App.Events.EventRig;

namespace Spillway.Tests.App.Obligations;

/// <summary>A running desk of two halls of 10 MW while the price is far above what they earn, with 6 MW held in the second hour in
/// two awards that follow one another.</summary>
public sealed class HeldDeskTests
{
    private static readonly HeldBook _awards = new([Award(4, 6), Award(6, 8)]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Economics_takes_off_everything_but_what_is_held_and_the_reason_names_the_holder()
    {
        using var rig = Rig();
        await rig.RunAsync(Cancellation);

        Power(rig, 3, 800).ShouldBe(0m);
        Power(rig, 4, 800).ShouldBe(6m);
        Power(rig, 7, 800).ShouldBe(6m);
        Power(rig, 8, 800).ShouldBe(0m);
        var command = rig.Decisions[5].Commands[0];
        command.Machines.ShouldBe(60);
        ReasonWords.Sentence(command, rig.Site.SettlementPoint).ShouldBe("hall-a normal: 6 MW held by as-1/rrs-ufr");
    }

    [Fact]
    public async Task A_desk_with_awards_is_replayed_to_the_last_byte()
    {
        using var rig = Rig();
        await rig.RunAsync(Cancellation);

        (await rig.ReplayAsync(Cancellation)).Difference.ShouldBeNull();
    }

    [Fact]
    public async Task An_operators_ceiling_stops_at_what_is_held_through_all_of_it()
    {
        using var rig = Rig().Give(At(4, 300), Plants.Ceiling(0m, 30, OrderRank.OperatorHold, "low"));
        await rig.RunAsync(Cancellation);

        rig.Answers.Single(answer => answer.Order == new OrderId("low")).Verdict.ShouldBe(OrderVerdict.AcceptedWithinHigher);
        rig.Drawn.Where(point => point.At > At(4, 60) && point.At < At(8, 0)).ShouldAllBe(point => point.Megawatts >= 6m);
        Power(rig, 8, 800).ShouldBe(0m);
    }

    [Fact]
    public async Task An_operators_hold_off_of_the_hall_behind_the_award_moves_it_to_the_other()
    {
        using var rig = Rig().Give(At(5, 300), Plants.Hold("hall-a", isOn: false));
        await rig.RunAsync(Cancellation);

        Power(rig, 5, 800).ShouldBe(6m);
    }

    [Theory]
    [InlineData(OrderRank.Protection)]
    [InlineData(OrderRank.Obligation)]
    public async Task The_grid_takes_off_what_was_sold_to_it(OrderRank rank)
    {
        using var rig = Rig().Give(At(5, 300), Plants.Ceiling(0m, 30, rank, "deploy") with { Until = At(6, 300) });
        await rig.RunAsync(Cancellation);

        Power(rig, 5, 800).ShouldBe(0m);
        Power(rig, 6, 800).ShouldBe(6m);
    }

    [Fact]
    public async Task A_stop_of_the_operator_goes_before_what_is_held()
    {
        using var rig = Rig().Give(At(5, 300), Plants.Stop(30));
        await rig.RunAsync(Cancellation);

        Power(rig, 5, 800).ShouldBe(0m);
    }

    [Fact]
    public async Task An_award_that_is_corrected_while_it_holds_holds_what_it_says_from_then_on()
    {
        using var rig = Rig();
        rig.Give(At(4, 300), Plants.Ceiling(0m, 30, OrderRank.OperatorHold, "low"));
        rig.Passing = at => rig.Held = at < At(5, 0) ? _awards : new([Award(4, 8, 2m)]);
        await rig.RunAsync(Cancellation);

        Power(rig, 4, 800).ShouldBe(6m);
        Power(rig, 5, 800).ShouldBe(2m);
    }

    private static EventRig Rig() => new(9, 500m, 500m, 500m, 500m, 500m, 500m, 500m, 500m, 500m) { Held = _awards };

    private static decimal Power(EventRig rig, int interval, int seconds) => rig.Drawn.Last(point => point.At <= At(interval, seconds)).Megawatts;

    private static HeldPower Award(int from, int to, decimal megawatts = 6m) =>
        new(At(from, 0), At(to, 0), HolderKind.AncillaryUp, "as-1", "rrs-ufr", new(megawatts));
}
