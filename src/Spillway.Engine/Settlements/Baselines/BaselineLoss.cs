using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Baselines;

/// <summary>What curtailing today takes off the baseline of a later day: a site that sells what it would have drawn sells less of
/// it after a day on which it drew little.</summary>
/// <param name="Energy">By how much less energy the later day's event would be paid for; zero or more.</param>
/// <param name="Amount">The same at the programme's price.</param>
public readonly record struct BaselineLoss(MegawattHours Energy, Money Amount)
{
    /// <summary>Works it out, without the adjustment by the later day itself: nobody knows that day yet.</summary>
    /// <param name="rules">How the programme makes its baseline.</param>
    /// <param name="days">Holidays and days left out; today must not be among them, else it costs nothing.</param>
    /// <param name="history">What was drawn, today as it would be without curtailing.</param>
    /// <param name="curtailed">What today's intervals would draw instead, by their local start.</param>
    /// <param name="next">The event that the later baseline is for.</param>
    /// <param name="price">What the programme pays for a delivered MWh.</param>
    /// <returns>The loss; null where there are not enough days for a baseline.</returns>
    public static BaselineLoss? Of(
        BaselineRules rules,
        BaselineDays days,
        LoadHistory history,
        ImmutableArray<KeyValuePair<LocalDateTime, Megawatts>> curtailed,
        Interval next,
        EnergyPrice price)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(history);
        var plain = rules with { Adjustment = null };
        var after = curtailed.Aggregate(history, static (known, one) => known.With(one.Key, one.Value));
        var full = Baseline.Of(plain, days, history, next.Start, next.End);
        var less = Baseline.Of(plain, days, after, next.Start, next.End);
        if (full is null || less is null)
        {
            return null;
        }

        return Between(full, less, history.Interval, price);
    }

    /// <summary>What curtailing takes off the baseline of an event later on the same day: only the adjustment by that day's own hours
    /// feels it.</summary>
    /// <param name="rules">How the programme makes its baseline.</param>
    /// <param name="days">Holidays and days left out.</param>
    /// <param name="history">What was drawn, today as it would be without curtailing.</param>
    /// <param name="curtailed">What today's intervals before the event would draw instead, by their local start.</param>
    /// <param name="event">The event; after what is curtailed, on the same local day.</param>
    /// <param name="price">What the programme pays for a delivered MWh.</param>
    /// <returns>The loss, zero where the programme adjusts nothing; null where there are not enough days for a baseline.</returns>
    public static BaselineLoss? SameDay(
        BaselineRules rules,
        BaselineDays days,
        LoadHistory history,
        ImmutableArray<KeyValuePair<LocalDateTime, Megawatts>> curtailed,
        Interval @event,
        EnergyPrice price)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(history);
        var after = curtailed.Aggregate(history, static (known, one) => known.With(one.Key, one.Value));
        return Baseline.Of(rules, days, history, @event.Start, @event.End) is { } full && Baseline.Of(rules, days, after, @event.Start, @event.End) is { } less
            ? Between(full, less, history.Interval, price)
            : null;
    }

    private static BaselineLoss Between(Baseline full, Baseline less, Duration interval, EnergyPrice price)
    {
        var hours = interval.BclCompatibleTicks / (decimal)NodaConstants.TicksPerHour;
        var lost = full.Intervals.Zip(less.Intervals).Sum(static pair => (pair.First.Power - pair.Second.Power).Value) * hours;
        return new(new(lost), new(lost * price.Value));
    }
}
