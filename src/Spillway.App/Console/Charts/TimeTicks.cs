using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Console.Texts;

namespace Spillway.App.Console.Charts;

/// <summary>The times written beneath a chart: at round times of the reader's clock, few enough to stand side by side on a telephone.</summary>
public static class TimeTicks
{
    private const int Most = 6;

    // Of text: where less is left to an end of the chart, only the mark is drawn.
    private const double Room = 0.07;

    private static readonly ImmutableArray<int> _seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

    /// <summary>The ticks of a stretch of time.</summary>
    /// <param name="reader">Who reads: the times are in their zone.</param>
    /// <param name="from">The left end.</param>
    /// <param name="until">The right end; after <paramref name="from"/>.</param>
    /// <returns>Where each lies, as a share of the width, and its text; empty near an end.</returns>
    public static ImmutableArray<(double At, string Text)> Of(Reader reader, Instant from, Instant until)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var span = until - from;
        var step = _seconds.FirstOrDefault(seconds => span <= Duration.FromSeconds(seconds) * Most, Days(span));
        var first = First(from.InZone(reader.Zone).LocalDateTime, step) - from.InZone(reader.Zone).LocalDateTime;
        var ticks = ImmutableArray.CreateBuilder<(double, string)>();
        for (var at = from + first.ToDuration(); at <= until; at += Duration.FromSeconds(step))
        {
            var share = (at - from) / span;
            ticks.Add((share, share is < Room or > 1.0 - Room ? "" : step < 60 ? reader.Time(at) : reader.Time(at)[..5]));
        }

        return ticks.ToImmutable();
    }

    private static int Days(Duration span) => (int)Math.Ceiling(span.TotalDays / Most) * 86_400;

    // The first round time of day that is not before.
    private static LocalDateTime First(LocalDateTime from, int step)
    {
        var midnight = from.Date.AtMidnight();
        var seconds = (from.TimeOfDay - LocalTime.Midnight).ToDuration().TotalSeconds;
        return midnight.PlusSeconds((long)Math.Ceiling(seconds / step) * step);
    }
}
