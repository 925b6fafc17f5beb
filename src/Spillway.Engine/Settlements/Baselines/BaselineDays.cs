using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Engine.Settlements.Baselines;

/// <summary>The days that are not like others.</summary>
/// <param name="Holidays">Local days that count as weekends.</param>
/// <param name="Excluded">Local days that no baseline may look at: days of earlier events, and others a programme leaves out.</param>
public sealed record BaselineDays(ImmutableSortedSet<LocalDate> Holidays, ImmutableSortedSet<LocalDate> Excluded)
{
    /// <summary>No holidays, no events.</summary>
    public static BaselineDays None { get; } = new([], []);

    /// <summary>Whether a day is a Monday to Friday and no holiday.</summary>
    /// <param name="day">The local day.</param>
    /// <returns>Whether business is done.</returns>
    public bool IsBusinessDay(LocalDate day) => day.DayOfWeek is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Friday && !Holidays.Contains(day);

    /// <summary>Whether a baseline may look at a day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="kind">Which days the programme allows.</param>
    /// <param name="eventDay">The day of the event.</param>
    /// <returns>Whether it may.</returns>
    public bool May(LocalDate day, DayKind kind, LocalDate eventDay) => !Excluded.Contains(day) && kind switch
    {
        DayKind.BusinessDays => IsBusinessDay(day),
        DayKind.SameKind => IsBusinessDay(day) == IsBusinessDay(eventDay),
        _ => true,
    };
}
