using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;

namespace Spillway.App.ShiftLog;

/// <summary>When shifts begin, by the site's local time, every day alike.</summary>
public sealed class ShiftSchedule
{
    private const int MostStarts = 6;
    private static readonly LocalTimePattern _time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private ShiftSchedule(ImmutableArray<LocalTime> starts) => Starts = starts;

    /// <summary>Two shifts: from 07:00 and from 19:00.</summary>
    public static ShiftSchedule Usual { get; } = new([new(7, 0), new(19, 0)]);

    /// <summary>The local times at which shifts begin, in order.</summary>
    public ImmutableArray<LocalTime> Starts { get; }

    /// <summary>The times as text, such as <c>07:00</c>.</summary>
    public ImmutableArray<string> Texts => [.. Starts.Select(_time.Format)];

    /// <summary>Its tag, for <see cref="Api.SeenTag"/>.</summary>
    public string Tag => string.Join('-', Texts).Replace(":", "", StringComparison.Ordinal);

    /// <summary>Reads a schedule.</summary>
    /// <param name="texts">Local times such as <c>07:00</c>.</param>
    /// <exception cref="RefusedException"><see cref="ShiftErrors.BadSchedule"/>.</exception>
    public static ShiftSchedule Parse(IReadOnlyCollection<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var times = texts.Select(text => _time.Parse(text.Trim()) is { Success: true } read
            ? read.Value : throw new RefusedException(ShiftErrors.BadSchedule, $"starts: '{text}' is no local time such as 07:00.")).ToList();
        return times.Count is > 0 and <= MostStarts && times.Distinct().Count() == times.Count
            ? new([.. times.Order()])
            : throw new RefusedException(ShiftErrors.BadSchedule, $"starts: {times.Count} times, of which {times.Distinct().Count()} differ.");
    }

    /// <summary>The shift in which an instant lies.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="zone">The site's zone; a day of 23 or 25 hours makes the night shift shorter or longer.</param>
    public Shift At(Instant at, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var day = at.InZone(zone).Date;
        var starts = Enumerable.Range(-1, 3).SelectMany(offset => Starts.Select(time => day.PlusDays(offset) + time))
            .Select(local => (Local: local, At: zone.AtLeniently(local).ToInstant())).OrderBy(static one => one.At).ToList();
        var last = starts.FindLastIndex(one => one.At <= at);
        return new(starts[last].Local.ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), starts[last].At, starts[last + 1].At);
    }
}
