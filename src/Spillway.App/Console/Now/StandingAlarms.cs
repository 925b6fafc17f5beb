using System.Collections.Immutable;
using Spillway.App.Alarms;

namespace Spillway.App.Console.Now;

/// <summary>The list of alarms as the first page counts it: the control pass's and the program's own.</summary>
/// <param name="Standing">Those that stand and are not set apart: what nobody knows of first, then by priority, then the newest.</param>
/// <param name="Over">How many are over and not acknowledged.</param>
/// <param name="Shelved">How many somebody put aside for a time.</param>
/// <param name="OutOfService">How many maintenance took out.</param>
/// <param name="IsClear">Whether nothing stands, set apart or not, and nothing waits to be acknowledged.</param>
public sealed record StandingAlarms(ImmutableArray<AlarmEntry> Standing, int Over, int Shelved, int OutOfService, bool IsClear)
{
    /// <summary>The highest priority among those that stand; low where none does.</summary>
    public AlarmPriority Worst => Standing.Select(static one => one.Definition.Priority).DefaultIfEmpty().Max();

    /// <summary>Counts a list.</summary>
    /// <param name="list">The list.</param>
    public static StandingAlarms Of(AlarmList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var all = list.Entries.Values;
        return new(
            [
                .. list.Shown.Where(static one => one.IsStanding)
                    .OrderBy(static one => one.State == AlarmState.Acknowledged)
                    .ThenByDescending(static one => one.Definition.Priority)
                    .ThenByDescending(static one => one.LastRaisedAt)
                    .ThenByDescending(static one => one.Number),
            ],
            all.Count(static one => one.State == AlarmState.Returned),
            all.Count(static one => one.State == AlarmState.Shelved),
            all.Count(static one => one.State == AlarmState.OutOfService),
            !all.Any(static one => one.IsStanding || one.State == AlarmState.Returned));
    }
}
