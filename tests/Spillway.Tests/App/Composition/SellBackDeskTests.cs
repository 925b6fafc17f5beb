using Shouldly;
using Spillway.App.Reports;
using Spillway.Tests.App.Events;
using Xunit;
using static Spillway.Tests.App.Events.EventRig;

namespace Spillway.Tests.App.Composition;

/// <summary>A running desk of two halls of 10 MW, worth 100 and 50, behind a block of 16 MW that is sold back 4 below the market.</summary>
public sealed class SellBackDeskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Machines_under_the_block_run_on_by_the_price_less_the_spread_and_every_step_is_replayed_to_the_last_byte()
    {
        using var rig = SellingBack(4m, 9, 45m, 53m, 53m, 60m, 103m, 105m);
        await rig.RunAsync(Cancellation);

        // The desk decides by the last price: 53 is known from the third interval on.
        rig.Decisions.Select(decision => (decision.Commands[0].Machines, decision.Commands[1].Machines)).ShouldBe(
            [(100, 100), (100, 100), (100, 60), (100, 60), (100, 0), (100, 0)]);
        ReasonWords.Sentence(rig.Decisions[2].Commands[1], rig.Site.SettlementPoint).ShouldBe("hall-b normal: LZ_WEST last at 53.00, sold back at 49.00, worth 50.00");
        rig.Drawn.Last(point => point.At <= At(2, 800)).Megawatts.ShouldBe(16m);
        (await rig.ReplayAsync(Cancellation)).Difference.ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_spread_they_stop_at_the_price()
    {
        using var rig = new EventRig(150, 45m, 53m, 53m, 60m, 103m, 105m);
        await rig.RunAsync(Cancellation);

        rig.Decisions[2].Commands[1].Machines.ShouldBe(0);
    }
}
