using NodaTime;

namespace Spillway.Engine.Sites.Rules;

/// <summary>A time of day at which the market closes or tells something about a day of delivery.</summary>
/// <param name="Kind">What happens then.</param>
/// <param name="Time">The wall clock's time in <paramref name="Zone"/>.</param>
/// <param name="DaysBefore">How many days before the day of delivery; 0 for the day itself.</param>
/// <param name="Zone">Whose wall clock.</param>
/// <param name="Source">Where this is written.</param>
public sealed record MarketGate(GateKind Kind, RuleValue<LocalTime> Time, int DaysBefore, DateTimeZone Zone, string Source)
{
    /// <summary>When it happens for a day of delivery; a time that a clock change skips or repeats is taken leniently.</summary>
    /// <param name="delivery">The day of delivery.</param>
    /// <returns>The instant.</returns>
    /// <exception cref="RefusedException">The time is not known.</exception>
    public Instant At(LocalDate delivery) =>
        (delivery.PlusDays(-DaysBefore) + Time.Required()).InZoneLeniently(Zone).ToInstant();
}
