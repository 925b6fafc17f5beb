using NodaTime;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>The highest demand of a whole month before the range: what a ratchet looks back to where no reading of that month is at hand.</summary>
/// <param name="Month">The local month.</param>
/// <param name="Window">Demand is the mean over windows of this length, on the clock.</param>
/// <param name="Highest">The highest of them.</param>
public sealed record MonthDemand(YearMonth Month, Duration Window, Megawatts Highest)
{
    /// <summary>Finds it in the readings of a month.</summary>
    /// <param name="month">The local month.</param>
    /// <param name="window">How long a window is; intervals longer than that are windows of their own.</param>
    /// <param name="intervals">The month's intervals, ascending; those without a reading count as none.</param>
    /// <returns>The demand; null where no window is whole.</returns>
    public static MonthDemand? Of(YearMonth month, Duration window, IEnumerable<MeteredInterval> intervals) =>
        DemandWindows.Highest(intervals.Where(static interval => interval.Reading is { Quality: not ReadingQuality.Missing }), window) is { } highest
            ? new(month, window, highest.Power)
            : null;
}
