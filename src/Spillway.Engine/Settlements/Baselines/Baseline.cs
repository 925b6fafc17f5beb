using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Baselines;

/// <summary>What a site would have drawn without an event, by the days before it.</summary>
/// <param name="Intervals">The event's intervals, ascending.</param>
/// <param name="LookedAt">The eligible days looked at, nearest first.</param>
/// <param name="Days">Those that count, ascending.</param>
/// <param name="Adjustment">How it was brought to the level of the event's own day; null where that does not count, or where the
/// hours before the event have no readings.</param>
public sealed record Baseline(
    ImmutableArray<BaselineInterval> Intervals, ImmutableArray<LocalDate> LookedAt, ImmutableArray<LocalDate> Days, DayLevel? Adjustment)
{
    /// <summary>Works a baseline out.</summary>
    /// <param name="rules">How.</param>
    /// <param name="days">Holidays and days left out.</param>
    /// <param name="history">What was drawn.</param>
    /// <param name="start">The event's start.</param>
    /// <param name="end">Its end, exclusive.</param>
    /// <returns>The baseline; null where fewer days than <see cref="BaselineRules.Window"/> are eligible and have all readings:
    /// <see cref="Eligible"/> names them.</returns>
    public static Baseline? Of(BaselineRules rules, BaselineDays days, LoadHistory history, Instant start, Instant end)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(history);
        Invariant.Holds(rules.Take >= 1 && rules.Take <= rules.Window && rules.MostDaysBack >= rules.Window && end > start);
        var eventDay = start.InZone(history.Zone).Date;
        var hours = EventHour.Of(start, end, history.Interval, history.Zone, eventDay);
        var looked = Eligible(rules, days, history, start, end);
        if (looked.Length < rules.Window)
        {
            return null;
        }

        var chosen = Chosen(rules, looked, history, hours);
        var adjustment = Level(rules, history, start, hours, chosen);
        var level = adjustment ?? DayLevel.Unchanged;
        var intervals = hours.Select(hour =>
        {
            var loads = chosen.Select(day => history.At(hour.On(day))!.Value.Value).ToList();
            var mean = loads.Sum() / loads.Count;
            return new BaselineInterval(hour.On(eventDay), new(mean), level.Apply(mean), level.Apply(loads.Min()), level.Apply(loads.Max()));
        });
        return new([.. intervals], looked, [.. chosen.Order()], adjustment);
    }

    /// <summary>The eligible days before an event that have every reading of its hours.</summary>
    /// <param name="rules">Which days, how many at most and how far back.</param>
    /// <param name="days">Holidays and days left out.</param>
    /// <param name="history">What was drawn.</param>
    /// <param name="start">The event's start.</param>
    /// <param name="end">Its end, exclusive.</param>
    /// <returns>At most <see cref="BaselineRules.Window"/> days, nearest first.</returns>
    public static ImmutableArray<LocalDate> Eligible(BaselineRules rules, BaselineDays days, LoadHistory history, Instant start, Instant end)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(history);
        var eventDay = start.InZone(history.Zone).Date;
        var hours = EventHour.Of(start, end, history.Interval, history.Zone, eventDay);
        return [.. Enumerable.Range(1, rules.MostDaysBack)
            .Select(back => eventDay.PlusDays(-back))
            .Where(day => days.May(day, rules.Days, eventDay) && history.Mean(day, hours) is not null)
            .Take(rules.Window)];
    }

    private static ImmutableArray<LocalDate> Chosen(BaselineRules rules, ImmutableArray<LocalDate> looked, LoadHistory history, ImmutableArray<EventHour> hours)
    {
        if (rules.Pick == DayPick.Nearest)
        {
            return looked[..rules.Take];
        }

        var byLoad = looked.OrderByDescending(day => history.Mean(day, hours)!.Value.Value).ThenByDescending(static day => day);
        var skipped = rules.Pick == DayPick.Middle ? (rules.Window - rules.Take) / 2 : 0;
        return [.. byLoad.Skip(skipped).Take(rules.Take)];
    }

    // The hours before the event are compared as the baseline of the same days says of them.
    private static DayLevel? Level(BaselineRules rules, LoadHistory history, Instant start, ImmutableArray<EventHour> hours, ImmutableArray<LocalDate> chosen)
    {
        if (rules.Adjustment is not { } adjustment)
        {
            return null;
        }

        var eventDay = start.InZone(history.Zone).Date;
        var before = EventHour.Of(start - adjustment.From, start - adjustment.To, history.Interval, history.Zone, eventDay);
        var known = chosen.Select(day => history.Mean(day, before)).OfType<Megawatts>().ToList();
        return history.Mean(eventDay, before) is { } actual && known.Count > 0
            ? adjustment.Level(actual, Mean(known), Mean(chosen.Select(day => history.Mean(day, hours)!.Value)))
            : null;
    }

    private static Megawatts Mean(IEnumerable<Megawatts> powers) => new(powers.Average(static power => power.Value));
}
