using Shouldly;
using Spillway.App.Console.Fleet;
using Spillway.App.Machines;
using Spillway.Engine.Signals.Field;
using Spillway.Tests.App.Machines;
using Xunit;

namespace Spillway.Tests.App.Console;

public sealed class FleetLineTests
{
    [Fact]
    public async Task A_list_by_group_or_feed_has_a_head_before_each_and_the_odd_ones_first_within()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        rig.Fleet.Befalls(34, MachineCondition.Lost);
        await rig.PassAsync(1);
        var rows = FleetFilter.All.OddFirst(rig.Snapshot, rig.Directory);

        var flat = FleetLine.Of(rows, FleetOrder.OddFirst, rig.Plant, rig.Directory);
        flat.Count.ShouldBe(50);
        flat[0].Row!.Value.Number.ShouldBe(34);

        var grouped = FleetLine.Of(rows, FleetOrder.ByGroup, rig.Plant, rig.Directory);
        grouped.Where(static line => line.Row is null).Select(static line => (line.Name, line.Machines, line.Odd)).ShouldBe([("hall-a", 30, 0), ("hall-b", 20, 1)]);
        grouped.Count.ShouldBe(52);
        grouped[0].Name.ShouldBe("hall-a");
        grouped[32].Row!.Value.Number.ShouldBe(34, "it is odd, and stands first of its group");

        var feeds = FleetLine.Of(rows, FleetOrder.ByFeed, rig.Plant, rig.Directory).Where(static line => line.Row is null).ToList();
        feeds.Count.ShouldBe(5);
        feeds.ShouldAllBe(static line => line.Machines == 10);
        feeds.Select(static line => line.Odd).ShouldBe([0, 0, 0, 1, 0]);
    }
}
