using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>A change of the metered power that no command explains.</summary>
/// <param name="Measured">How far the meter moved; rise positive.</param>
/// <param name="Ordered">How far commands explain a move in that direction.</param>
/// <param name="Before">What the meter said before it moved.</param>
/// <param name="Time">In which time it moved.</param>
internal readonly record struct Swing(Megawatts Measured, Megawatts Ordered, Megawatts Before, Duration Time)
{
    /// <summary>The swing of the last seconds; null where there is none.</summary>
    public static Swing? Of(Plant plant, ControlState state)
    {
        if (plant.Rules.SwingAlarm is not { } limit || state.Trace.IsEmpty || state.Trace[^1].Metered is not { } last)
        {
            return null;
        }

        // From the newest of the lowest and of the highest readings: the move since then is the one that took least time.
        var (lowest, highest) = ((At: state.Trace[^1].At, Power: last), (At: state.Trace[^1].At, Power: last));
        for (var index = state.Trace.Length - 1; index >= 0; index--)
        {
            var entry = state.Trace[index];
            if (entry.At >= state.Now - limit.Within && entry.Metered is { } metered)
            {
                lowest = metered < lowest.Power ? (entry.At, metered) : lowest;
                highest = metered > highest.Power ? (entry.At, metered) : highest;
            }
        }

        return Unexplained(plant, state, limit, lowest, isRise: true) ?? Unexplained(plant, state, limit, highest, isRise: false);
    }

    /// <summary>The machines that changed within the time of the alarm and do not do what they were told, or were told nothing.</summary>
    /// <returns>The first of them, and how many there are beyond.</returns>
    public static (ImmutableArray<int> Named, int More) MovedUnasked(Plant plant, ControlState state)
    {
        var (moved, more) = (ImmutableArray.CreateBuilder<int>(), 0);
        var from = state.Now - plant.Rules.SwingAlarm!.Within;
        for (var number = 0; number < state.Machines.Length; number++)
        {
            ref readonly var machine = ref state.Machines.ItemRef(number);
            var hasMoved = machine.Since > from || machine.Condition == MachineCondition.Lost;
            if (hasMoved && (machine.Told is null || !machine.Follows))
            {
                if (moved.Count < Alarm.MostMachines)
                {
                    moved.Add(number);
                }
                else
                {
                    more++;
                }
            }
        }

        return (moved.ToImmutable(), more);
    }

    private static Swing? Unexplained(Plant plant, ControlState state, PowerStep limit, (Instant At, Megawatts Power) from, bool isRise)
    {
        var (at, to) = (state.Trace[^1].At, state.Trace[^1].Metered!.Value);
        var moved = isRise ? to - from.Power : from.Power - to;
        if (moved < limit.Power)
        {
            return null;
        }

        var ordered = OrderedMoves.Of(plant, state, limit.Within, isRise);
        return moved - ordered < limit.Power ? null : new(isRise ? moved : -moved, ordered, from.Power, at - from.At);
    }
}
