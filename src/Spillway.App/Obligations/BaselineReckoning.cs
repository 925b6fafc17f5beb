using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Sites.Contracts;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Units;

namespace Spillway.App.Obligations;

/// <summary>Reckons what curtailing on a day takes off the baseline of a programme whose baseline other days make: that of its next
/// event on a later day, or, where the event's own day counts, that of one later on the same day, whichever loses more.</summary>
/// <param name="programme">The programme; it has rules.</param>
/// <param name="known">What the site drew.</param>
/// <param name="today">The local day on which is curtailed.</param>
internal sealed class BaselineReckoning(BaselineProgramme programme, KnownLoads known, LocalDate today)
{
    private const int DaysAhead = 14;
    private readonly BaselineDays _days = Days(known, today, programme.Rules!.MostDaysBack);
    private readonly Dictionary<LocalDateTime, Megawatts?> _expected = [];

    private DateTimeZone Zone => known.History.Zone;

    private Duration Length => known.History.Interval;

    private BaselineRules Rules => programme.Rules!;

    /// <summary>Reckons it.</summary>
    /// <param name="curtailed">The time that is curtailed, on the day.</param>
    /// <param name="drawn">What is drawn meanwhile at most: what would be drawn less anyway stays.</param>
    /// <returns>The cost; null where the programme calls on none of the coming days.</returns>
    public BaselineCost? Of(Interval curtailed, Megawatts drawn)
    {
        // A journal that is half read lacks the newest days: other days would be taken for them.
        if (!known.IsRead)
        {
            return new(curtailed, null, null, CostGap.Reading, 0);
        }

        var blocks = Enumerable.Range(1, DaysAhead).Select(ahead => today.PlusDays(ahead))
            .Select(day => (Day: day, Blocks: ProgrammeHours.Of(programme.Hours, day, Zone))).FirstOrDefault(static one => !one.Blocks.IsEmpty);
        var later = blocks.Blocks.IsDefault ? null : Later(curtailed, drawn, blocks.Day, blocks.Blocks);
        var same = Rules.Adjustment is null ? null : Same(curtailed, drawn);
        return later is null || (same is { Loss: not null } && later is { Loss: { } loss } && same.Loss.Value.Energy > loss.Energy) ? same ?? later : later;
    }

    private BaselineCost Later(Interval curtailed, Megawatts drawn, LocalDate day, ImmutableArray<Interval> blocks)
    {
        var times = Hours(curtailed).Select(static hour => hour.Time).ToHashSet();
        var (sum, @event) = (default(BaselineLoss), (Interval?)null);
        foreach (var block in blocks)
        {
            // Where the programme may call at all hours, the event is taken to be in the hours that are curtailed.
            var called = block == ProgrammeHours.Day(day, Zone) ? Moved(curtailed, day) : block;
            var hours = EventHour.Of(called.Start, called.End, Length, Zone, day);
            if (!hours.Any(hour => times.Contains(hour.Time)))
            {
                continue;
            }

            if (Filled([.. Hours(curtailed), .. hours]) is not { } history
                || BaselineLoss.Of(Rules, _days, history, Curtailed(history, curtailed, drawn), called, programme.Price) is not { } loss)
            {
                return Unknown(curtailed, called);
            }

            (sum, @event) = (new(sum.Energy + loss.Energy, new(sum.Amount.Value + loss.Amount.Value)), @event ?? called);
        }

        return new(curtailed, @event, sum, CostGap.None, Rules.Window);
    }

    private BaselineCost? Same(Interval curtailed, Megawatts drawn)
    {
        var next = ProgrammeHours.Of(programme.Hours, today, Zone).Where(block => block.Start > curtailed.Start).Select(static block => (Interval?)block).FirstOrDefault();
        if (next is not { } called || Rules.Adjustment is not { } adjustment)
        {
            return null;
        }

        var before = new Interval(curtailed.Start, Instant.Min(curtailed.End, called.Start));
        var compared = EventHour.Of(called.Start - adjustment.From, called.Start - adjustment.To, Length, Zone, today);
        return Filled([.. Hours(before), .. compared]) is { } history
            && BaselineLoss.SameDay(Rules, _days, history, Curtailed(history, before, drawn), called, programme.Price) is { } loss
            ? new(curtailed, called, loss, CostGap.None, Rules.Window)
            : Unknown(curtailed, called);
    }

    private BaselineCost Unknown(Interval curtailed, Interval called) => new(
        curtailed, called, null, CostGap.TooFewDays,
        Math.Min(Rules.Window, Baseline.Eligible(Rules, _days, known.History, called.Start, called.End).Length));

    private ImmutableArray<EventHour> Hours(Interval time) => EventHour.Of(time.Start, time.End, Length, Zone, today);

    private Interval Moved(Interval time, LocalDate day)
    {
        var start = At(time.Start);
        return new(start, Instant.Min(start + time.Duration, ProgrammeHours.Day(day, Zone).End));

        Instant At(Instant at) => (day + at.InZone(Zone).TimeOfDay).InZoneLeniently(Zone).ToInstant();
    }

    // What is not metered yet stands as the same rules expect it; null where they have too few days.
    private LoadHistory? Filled(ImmutableArray<EventHour> hours)
    {
        var history = known.History;
        foreach (var at in hours.Select(hour => hour.On(today)).Distinct().Where(at => known.History.At(at) is null))
        {
            if (Expected(at) is not { } power)
            {
                return null;
            }

            history = history.With(at, power);
        }

        return history;
    }

    private Megawatts? Expected(LocalDateTime at)
    {
        if (!_expected.TryGetValue(at, out var power))
        {
            var start = at.InZoneLeniently(Zone).ToInstant();
            power = Baseline.Of(Rules with { Adjustment = null }, _days, known.History, start, start + Length)?.Intervals[0].Power;
            _expected[at] = power;
        }

        return power;
    }

    private ImmutableArray<KeyValuePair<LocalDateTime, Megawatts>> Curtailed(LoadHistory history, Interval time, Megawatts drawn) =>
        [.. Hours(time).Select(hour => KeyValuePair.Create(hour.On(today), history.At(hour.On(today)) is { } full ? Megawatts.Min(full, drawn) : drawn))];

    private static BaselineDays Days(KnownLoads known, LocalDate today, int back) => new(
        [.. Enumerable.Range(-back, back + DaysAhead + 1).Select(today.PlusDays).Where(OffPeakDays.IsHoliday)], known.Events);
}
