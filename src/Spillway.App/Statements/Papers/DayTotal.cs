using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.App.Statements.Papers;

/// <summary>One local day of a statement.</summary>
/// <param name="Day">The day.</param>
/// <param name="Settled">Settled intervals: 92, 96 or 100 of a whole day.</param>
/// <param name="Open">Open intervals.</param>
/// <param name="Energy">Metered in the settled ones.</param>
/// <param name="Amount">Sum of the lines whose span begins on the day: positive = the site pays.</param>
public sealed record DayTotal(LocalDate Day, int Settled, int Open, MegawattHours Energy, Money Amount)
{
    /// <summary>Sums a range by day.</summary>
    /// <param name="range">The range.</param>
    /// <returns>One entry a local day, ascending.</returns>
    public static ImmutableArray<DayTotal> Of(SettledRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        var zone = range.Site.TimeZone;
        var amounts = range.Statement.Lines
            .GroupBy(line => line.Span.Start.InZone(zone).Date)
            .ToDictionary(day => day.Key, day => day.Sum(line => line.Amount.Value));
        return
        [
            .. range.Input.Intervals.GroupBy(interval => interval.Day).Select(day => new DayTotal(
                day.Key,
                day.Count(interval => interval.IsSettled),
                day.Count(interval => !interval.IsSettled),
                new(day.Sum(interval => interval is { IsSettled: true, Reading: { } reading } ? reading.Energy.Value : 0m)),
                new(amounts.GetValueOrDefault(day.Key)))),
        ];
    }
}
