using Shouldly;
using Spillway.App.Console.Fleet;
using Spillway.Engine.Signals.Field;
using Spillway.Tests.App.Machines;
using Spillway.Tests.Engine.Control;
using Xunit;

namespace Spillway.Tests.App.Console;

public sealed class HeatBlockTests
{
    [Fact]
    public async Task Neighbours_of_one_condition_are_one_shape()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        rig.Fleet.Befalls(4, MachineCondition.Lost);
        await rig.PassAsync(1);

        var blocks = HeatBlock.Of(rig.Plant, 0, rig.Snapshot);

        blocks.Select(static block => (block.Name, block.First, block.Machines)).ShouldBe([("hall-a-1", 0, 10), ("hall-a-2", 10, 10), ("hall-a-3", 20, 10)]);
        blocks[0].Shapes.ShouldBe(
        [
            (MachineCondition.Running, "M0 0h32v8h-32zM40 0h40v8h-40z"), (MachineCondition.Lost, "M32 0h8v8h-8z"), (null, "M32 0h8v8h-8z"),
        ]);
        blocks[0].Odd.ShouldBe(1);
        blocks[1].Shapes.Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_place_in_the_drawing_is_the_machine_that_is_drawn_there()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        var block = HeatBlock.Of(rig.Plant, 0, rig.Snapshot)[1];

        block.At(0, 0).ShouldBe(10);
        block.At(79.9, 7.9).ShouldBe(19);
        block.At(80, 0).ShouldBeNull();
        block.At(0, 8).ShouldBeNull();
        block.At(-1, 0).ShouldBeNull();
    }

    [Fact]
    public async Task What_hangs_on_no_feed_has_a_block_of_its_own()
    {
        await using var rig = new FleetRig();
        var plant = Plants.Of(rig.Plant.Site, Plants.Plain, machinesPerFeed: 0);

        HeatBlock.Of(plant, 1, rig.Snapshot).Single().ShouldSatisfyAllConditions(
            static block => block.Name.ShouldBe(""), static block => block.First.ShouldBe(30), static block => block.Machines.ShouldBe(20));
    }
}
