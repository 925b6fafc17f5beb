using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Sites.Contracts;

/// <summary>Local hours that come back every week, resolved to instants.</summary>
/// <param name="zone">Where the hours are local.</param>
/// <param name="holds">Whether an hour of a local day is in the shape; hours count from 0 to 23.</param>
internal sealed class WeekShape(DateTimeZone zone, Func<LocalDate, int, bool> holds)
{
    private const int Hours = 24;

    // Longer than any price series, and short enough to be resolved in a moment.
    private static readonly LocalDate _first = new(2000, 1, 1);
    private static readonly LocalDate _end = new(2060, 1, 1);

    /// <summary>The steps of a power that holds in the shape's hours.</summary>
    /// <param name="power">The power.</param>
    /// <param name="term">When it is in force.</param>
    /// <returns>Steps from 2000 to 2059 at most; outside those years the shape is not known.</returns>
    public PowerSchedule Schedule(Megawatts power, ContractTerm term)
    {
        var steps = ImmutableArray.CreateBuilder<ScheduleStep>();
        var held = false;
        for (var day = FirstDay(term.From); day < _end && zone.AtStartOfDay(day).ToInstant() < term.To; day = day.PlusDays(1))
        {
            for (var hour = 0; hour < Hours; hour++)
            {
                if (holds(day, hour) != held)
                {
                    held = !held;
                    Add(steps, new(At(day, hour), held ? power : Megawatts.Zero));
                }
            }
        }

        var known = new ContractTerm(zone.AtStartOfDay(_first).ToInstant(), zone.AtStartOfDay(_end).ToInstant());
        return Schedules.Clip(new(steps.DrainToImmutable(), known), term);
    }

    private LocalDate FirstDay(Instant from) => from == Instant.MinValue ? _first : LocalDate.Max(_first, from.InZone(zone).Date);

    // An hour that the spring day leaves out begins when the clock has passed it; the first of two that the autumn day repeats counts.
    private Instant At(LocalDate day, int hour) =>
        hour == 0 ? zone.AtStartOfDay(day).ToInstant() : zone.AtLeniently(day.At(new(hour, 0))).ToInstant();

    private static void Add(ImmutableArray<ScheduleStep>.Builder steps, ScheduleStep step)
    {
        if (steps.Count > 0 && steps[^1].From == step.From)
        {
            steps.RemoveAt(steps.Count - 1);
        }

        steps.Add(step);
    }
}
