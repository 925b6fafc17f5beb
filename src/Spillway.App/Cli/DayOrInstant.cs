using NodaTime;
using NodaTime.Text;

namespace Spillway.App.Cli;

/// <summary>A point in time as a person writes it: an instant, or a local day that begins where the market's days do.</summary>
/// <param name="At">The instant; null for a day.</param>
/// <param name="Day">The local day; unused for an instant.</param>
internal sealed record DayOrInstant(Instant? At, LocalDate Day)
{
    /// <summary>Reads <c>2023-08-17T05:00:00Z</c> or <c>2023-08-17</c>.</summary>
    /// <returns>Null where it is neither.</returns>
    public static DayOrInstant? Parse(string text) =>
        InstantPattern.ExtendedIso.Parse(text) is { Success: true } instant ? new(instant.Value, default)
        : LocalDatePattern.Iso.Parse(text) is { Success: true } day ? new(null, day.Value)
        : null;

    /// <summary>The instant it means where days are those of a zone.</summary>
    public Instant In(DateTimeZone zone) => At ?? Day.AtStartOfDayInZone(zone).ToInstant();
}
