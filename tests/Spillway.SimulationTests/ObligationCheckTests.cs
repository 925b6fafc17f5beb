using NodaTime;
using Shouldly;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Simulation.Worlds;
using Spillway.Units;
using Xunit;

namespace Spillway.SimulationTests;

/// <summary>The check of obligations finds machines put to sleep and modes lowered by economics below a floor.</summary>
public sealed class ObligationCheckTests
{
    private static readonly Instant _start = Instant.FromUtc(2025, 7, 1, 0, 0);

    // The first of the small worlds whose first group has a low mode.
    private static readonly Plant _plant = Enumerable.Range(1, 50).Select(static seed => WorldSetup.Of((ulong)seed, WorldSize.Small).Plant).First(static plant => plant.Groups[0].Load.Modes.Length > 2);

    [Theory]
    [InlineData(ControlAction.Sleep, 0, CauseKind.Economics, true)]
    [InlineData(ControlAction.Sleep, 0, CauseKind.Canary, true)]
    [InlineData(ControlAction.SetMode, 2, CauseKind.Economics, true)]
    [InlineData(ControlAction.Wake, 2, CauseKind.Economics, true)]
    [InlineData(ControlAction.SetMode, 2, CauseKind.Ceiling, false)]
    [InlineData(ControlAction.SetMode, 1, CauseKind.Economics, false)]
    [InlineData(ControlAction.Sleep, 0, CauseKind.Hold, false)]
    public void What_economics_take_off_below_a_floor_is_found(ControlAction action, int mode, CauseKind cause, bool isFound)
    {
        var before = Running(new(1m));
        var command = new MachineCommand(new(1), 0, action, mode, new(cause, null));

        (ObligationCheck.Of(_plant, before, Turn(command, expected: 0.9m, floor: 1m)) is not null).ShouldBe(isFound);
        ObligationCheck.Of(_plant, before, Turn(command, expected: 0.9m, floor: 0.9m)).ShouldBeNull("the floor is kept");
        ObligationCheck.Of(_plant, Running(new(0.9m)), Turn(command, expected: 0.9m, floor: 1m)).ShouldBeNull("nothing came off");
    }

    [Fact]
    public void A_machine_told_once_more_what_it_was_told_is_not_cut_anew()
    {
        var before = Running(new(1m));
        var asleep = before with { Machines = before.Machines.SetItem(0, before.Machines[0] with { Told = ControlAction.Sleep, ToldMode = 0 }) };
        var lowered = before with { Machines = before.Machines.SetItem(0, before.Machines[0] with { Told = ControlAction.SetMode, ToldMode = 2 }) };

        ObligationCheck.Of(_plant, asleep, Turn(new(new(1), 0, ControlAction.Sleep, 0, new(CauseKind.Economics, null)), 0.9m, 1m)).ShouldBeNull();
        ObligationCheck.Of(_plant, lowered, Turn(new(new(1), 0, ControlAction.SetMode, 2, new(CauseKind.Economics, null)), 0.9m, 1m)).ShouldBeNull();
    }

    private static ControlState Running(Megawatts expected)
    {
        var state = ControlState.Before(_plant, _start);
        return state with
        {
            Expected = expected,
            Machines = [.. state.Machines.Select(static machine => machine with { Condition = MachineCondition.Running, ModeIndex = 1 })],
        };
    }

    private static ControlTurn Turn(MachineCommand command, decimal expected, decimal floor) => new(
        _start, new(new(floor), new(10m), new OrderId("floor"), null), new(expected), [], [command], [], [], [], [], [], FeedsWatchdogs: false);
}
