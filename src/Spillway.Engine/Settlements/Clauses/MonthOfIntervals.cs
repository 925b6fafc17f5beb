using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>The part of a local month that a statement settles under one contract.</summary>
/// <param name="Month">The month.</param>
/// <param name="Settled">Its settled intervals in the range and the contract's term, ascending; at least one.</param>
internal sealed record MonthOfIntervals(YearMonth Month, ImmutableArray<MeteredInterval> Settled)
{
    private const int ShareDecimals = 9;

    /// <summary>From the first settled interval to the end of the last.</summary>
    public Slot Span { get; } = new(Settled[0].Slot.Start, Settled[^1].Slot.End - Settled[0].Slot.Start);

    /// <summary>The local days with a settled interval, as a share of the month's: 1 for a whole month, to nine decimals.</summary>
    public decimal Share { get; } = Math.Round(
        Settled.Select(interval => interval.Day).Distinct().Count() / (decimal)Month.ToDateInterval().Length,
        ShareDecimals,
        MidpointRounding.AwayFromZero);

    /// <summary>The months of a range.</summary>
    /// <param name="lines">The contract's settled intervals.</param>
    /// <returns>One a month that has a settled interval, ascending.</returns>
    public static IEnumerable<MonthOfIntervals> Of(ClauseLines lines) =>
        lines.Settled
            .GroupBy(interval => interval.Day.ToYearMonth())
            .Select(month => new MonthOfIntervals(month.Key, [.. month]));
}
