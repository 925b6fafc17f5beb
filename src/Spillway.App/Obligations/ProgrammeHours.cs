using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Obligations;

/// <summary>The hours of a local day in which a programme may call.</summary>
internal static class ProgrammeHours
{
    /// <summary>The stretches of such hours.</summary>
    /// <param name="hours">When the programme may call.</param>
    /// <param name="day">The local day.</param>
    /// <param name="zone">Where it begins.</param>
    /// <returns>Ascending, not touching one another; none where the programme cannot call on that day.</returns>
    public static ImmutableArray<Interval> Of(PowerSchedule hours, LocalDate day, DateTimeZone zone)
    {
        var whole = Day(day, zone);
        var blocks = ImmutableArray.CreateBuilder<Interval>();
        for (var at = whole.Start; at < whole.End; at += Duration.FromHours(1))
        {
            if (hours.At(at) <= Megawatts.Zero)
            {
                continue;
            }

            var end = Instant.Min(at + Duration.FromHours(1), whole.End);
            if (blocks.Count > 0 && blocks[^1].End == at)
            {
                blocks[^1] = new(blocks[^1].Start, end);
            }
            else
            {
                blocks.Add(new(at, end));
            }
        }

        return blocks.DrainToImmutable();
    }

    /// <summary>The whole of a local day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="zone">Where it begins.</param>
    public static Interval Day(LocalDate day, DateTimeZone zone) => new(zone.AtStartOfDay(day).ToInstant(), zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
}
