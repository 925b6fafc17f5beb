using System.Collections.Immutable;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>A change of the metered power that no command explains.</summary>
/// <param name="Measured">How far the meter moved; rise positive.</param>
/// <param name="Ordered">How far commands explain a move in that direction.</param>
internal readonly record struct Swing(Megawatts Measured, Megawatts Ordered)
{
    /// <summary>The swing of the last seconds; null where there is none.</summary>
    public static Swing? Of(Plant plant, ControlState state)
    {
        if (plant.Rules.SwingAlarm is not { } limit || state.Trace.IsEmpty || state.Trace[^1].Metered is not { } last)
        {
            return null;
        }

        var rise = Megawatts.Zero;
        var fall = Megawatts.Zero;
        foreach (var entry in state.Trace)
        {
            if (entry.At >= state.Now - limit.Within && entry.Metered is { } metered)
            {
                rise = Greater(rise, last - metered);
                fall = Greater(fall, metered - last);
            }
        }

        return Unexplained(plant, state, limit, rise, isRise: true) ?? Unexplained(plant, state, limit, fall, isRise: false);
    }

    /// <summary>The machines that changed within the time of the alarm and do not do what they were told, or were told nothing.</summary>
    public static ImmutableArray<int> MovedUnasked(Plant plant, ControlState state)
    {
        var moved = ImmutableArray.CreateBuilder<int>();
        var from = state.Now - plant.Rules.SwingAlarm!.Within;
        for (var number = 0; number < state.Machines.Length && moved.Count < Alarm.MostMachines; number++)
        {
            ref readonly var machine = ref state.Machines.ItemRef(number);
            var hasMoved = machine.Since > from || machine.Condition == MachineCondition.Lost;
            if (hasMoved && (machine.Told is null || !machine.Follows))
            {
                moved.Add(number);
            }
        }

        return moved.ToImmutable();
    }

    private static Swing? Unexplained(Plant plant, ControlState state, PowerStep limit, Megawatts moved, bool isRise)
    {
        if (moved < limit.Power)
        {
            return null;
        }

        var ordered = OrderedMoves.Of(plant, state, limit.Within, isRise);
        return moved - ordered < limit.Power ? null : new(isRise ? moved : -moved, ordered);
    }

    private static Megawatts Greater(Megawatts left, Megawatts right) => left < right ? right : left;
}
