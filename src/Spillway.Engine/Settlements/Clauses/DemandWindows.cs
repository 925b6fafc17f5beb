using NodaTime;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>The highest mean power of intervals over windows on the clock.</summary>
internal static class DemandWindows
{
    /// <summary>The highest window.</summary>
    /// <param name="intervals">Intervals with a reading, ascending.</param>
    /// <param name="window">How long a window is. Intervals longer than that are windows of their own.</param>
    /// <returns>The highest mean power and the last reading of its window; null where no window is whole.</returns>
    public static (Megawatts Power, ReadingId Reading)? Highest(IEnumerable<MeteredInterval> intervals, Duration window)
    {
        (Megawatts Power, ReadingId Reading)? highest = null;
        var (begun, energy, counted) = (Instant.MinValue, 0m, Duration.Zero);
        foreach (var interval in intervals)
        {
            var length = Duration.Max(window, interval.Slot.Length);
            var start = Floor(interval.Slot.Start, length);
            if (start != begun)
            {
                (begun, energy, counted) = (start, 0m, Duration.Zero);
            }

            energy += interval.Reading!.Value.Energy.Value;
            counted += interval.Slot.Length;
            if (counted == length)
            {
                var power = new Megawatts(energy * NodaConstants.TicksPerHour / length.BclCompatibleTicks);
                if (highest is null || power > highest.Value.Power)
                {
                    highest = (power, interval.Reading!.Value.Id);
                }
            }
        }

        return highest;
    }

    private static Instant Floor(Instant at, Duration length)
    {
        var ticks = at.ToUnixTimeTicks();
        var step = length.BclCompatibleTicks;
        return Instant.FromUnixTimeTicks(ticks - (((ticks % step) + step) % step));
    }
}
