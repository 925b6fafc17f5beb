using System.Collections.Immutable;
using Spillway.App.Api;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.App.Boards;

/// <summary>Counts a frame once, however many look at it. Any thread but the desk's.</summary>
/// <param name="desk">The desk.</param>
public sealed class DeskPictures(DeskView desk)
{
    private const decimal WattsPerMegawatt = 1_000_000m;

    private readonly Lock _gate = new();
    private DeskPicture? _last;

    /// <summary>The picture of a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>Counted now, or the one that was counted of the same frame.</returns>
    public DeskPicture Of(BoardFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        lock (_gate)
        {
            if (_last is { } last && ReferenceEquals(last.Frame, frame))
            {
                return last;
            }

            var picture = new DeskPicture(frame, Groups(frame.State), Feeds(frame.State), ShedLadder.Of(desk.Plant, frame.State).Steps());

            // Somebody may still look at an older frame: the newest is kept.
            _last = _last is { } kept && kept.Frame.Number > frame.Number ? kept : picture;
            return picture;
        }
    }

    private ImmutableArray<GroupPicture> Groups(ControlState state) => [.. desk.Plant.Groups.Select((group, index) => new GroupPicture(
        group.Load,
        index < state.Wanted.Length ? state.Wanted[index] : default,
        ConditionCounts.Of(state.Machines.AsSpan()[group.FirstMachine..group.EndMachine]),
        state.Draws[index].Power(group),
        Value(group.Load)))];

    private ImmutableArray<FeedPicture> Feeds(ControlState state) => [.. desk.Plant.Feeds.Select((feed, index) =>
    {
        var load = desk.Plant.Groups[feed.GroupIndex].Load;
        var machines = state.Machines.AsSpan()[feed.FirstMachine..feed.EndMachine];
        return new FeedPicture(
            feed, state.Feeds[index], ConditionCounts.Of(machines), Drawn(load, machines),
            state.Orders.Any(active => active.Order.Kind == OrderKind.LockOut && (active.Order.Feed == feed.Id || active.Order.Group == load.Id)));
    })];

    private EnergyPrice? Value(LoadGroup load) =>
        load.Value is null && desk.Hashprice is null ? null : load.Breakeven(load.NormalModeIndex, desk.Hashprice);

    // A machine that says nothing of its power counts with its data sheet.
    private static Megawatts Drawn(LoadGroup load, ReadOnlySpan<MachineState> machines)
    {
        long watts = 0;
        var sheet = Megawatts.Zero;
        foreach (ref readonly var machine in machines)
        {
            if (machine.PowerW != MachineState.NoPower)
            {
                watts += machine.PowerW;
                continue;
            }

            sheet += machine.Condition switch
            {
                MachineCondition.Running or MachineCondition.Starting => load.PowerPerMachine(machine.ModeIndex == LoadGroup.OffIndex ? load.NormalModeIndex : machine.ModeIndex),
                MachineCondition.Asleep => load.PowerPerMachine(LoadGroup.OffIndex),
                _ => Megawatts.Zero,
            };
        }

        return new Megawatts(watts * load.OverheadRatio.Value / WattsPerMegawatt) + sheet;
    }
}
