using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Units;

namespace Spillway.App.Obligations;

/// <summary>Works out what a person asked about a baseline.</summary>
/// <param name="request">What was asked.</param>
/// <param name="history">What was drawn.</param>
internal sealed class BaselineRun(BaselineRequest request, LoadHistory history)
{
    /// <summary>Works it out.</summary>
    /// <param name="notes">What a reader must know of the readings.</param>
    /// <returns>The result.</returns>
    /// <exception cref="RefusedException"><see cref="ObligationErrors.TooFewDays"/> or <see cref="ObligationErrors.NoReading"/>.</exception>
    public BaselineResult Of(ImmutableArray<string> notes)
    {
        var baseline = request.Rules is { } rules ? ByDays(rules) : null;
        var hours = EventHour.Of(request.Start, request.End, request.Interval, history.Zone, Day(request.Start));
        var intervals = hours.Select(hour => Interval(hour, baseline)).ToImmutableArray();
        return new(request, baseline, intervals, Delivered(intervals), Loss(), notes);
    }

    private Baseline ByDays(BaselineRules rules)
    {
        if (Baseline.Of(rules, request.Days, history, request.Start, request.End) is { } baseline)
        {
            return baseline;
        }

        var found = Baseline.Eligible(rules, request.Days, history, request.Start, request.End);
        throw new RefusedException(ObligationErrors.TooFewDays, string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Method} looks at {rules.Window} days before {Day(request.Start):uuuu-MM-dd}, and {found.Length} within {rules.MostDaysBack} days are eligible and have a reading of every hour of the event{(found.IsEmpty ? "." : $": back to {found[^1]:uuuu-MM-dd}.")}"));
    }

    private MeasuredInterval Interval(EventHour hour, Baseline? baseline)
    {
        var start = hour.On(Day(request.Start));
        Megawatts? expected = baseline?.Intervals.First(one => one.Start == start).Power;
        return new(start, expected, history.At(start));
    }

    private Delivery? Delivered(ImmutableArray<MeasuredInterval> intervals)
    {
        if (request.Instructed is not { } instructed)
        {
            return null;
        }

        if (intervals.FirstOrDefault(static one => one.Actual is null) is { } missing)
        {
            throw new RefusedException(ObligationErrors.NoReading, $"The interval that begins at {missing.Start:uuuu-MM-dd'T'HH:mm} (local) has none.");
        }

        // Intervals differ in their baselines: what counts is how much less was drawn than each of them.
        return Delivery.Of(request.Band, instructed, Megawatts.Zero, [.. intervals.Select(static one => one.Actual!.Value - one.Expected!.Value)]);
    }

    private BaselineLoss? Loss()
    {
        if (request.Curtailed is not { } curtailed || request.Rules is not { } rules || request.Price is not { } price)
        {
            return null;
        }

        var day = Day(curtailed.Start);
        var hours = EventHour.Of(curtailed.Start, curtailed.End, request.Interval, history.Zone, day);
        var known = Filled(rules, day, hours);
        return BaselineLoss.Of(
            rules,
            request.Days,
            known,
            [.. hours.Select(hour => KeyValuePair.Create(hour.On(day), request.CurtailedTo))],
            new(request.Start, request.End),
            price);
    }

    // Hours of today that are not metered yet stand as the same rules expect them, those of the event and those curtailed.
    private LoadHistory Filled(BaselineRules rules, LocalDate day, ImmutableArray<EventHour> curtailed)
    {
        var known = history;
        var asked = EventHour.Of(request.Start, request.End, request.Interval, history.Zone, Day(request.Start));
        foreach (var hour in curtailed.Union(asked).Where(hour => known.At(hour.On(day)) is null))
        {
            var at = hour.On(day).InZoneLeniently(history.Zone).ToInstant();
            if (Baseline.Of(rules with { Adjustment = null }, request.Days, history, at, at + request.Interval) is { } expected)
            {
                known = known.With(hour.On(day), expected.Intervals[0].Power);
            }
        }

        return known;
    }

    private LocalDate Day(Instant at) => at.InZone(history.Zone).Date;
}
