using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Signals;

/// <summary>The hash price of each UTC day: one constant, or a dated series.</summary>
public sealed class HashpriceSeries
{
    private readonly Hashprice? _constant;
    private readonly ImmutableSortedDictionary<LocalDate, Hashprice> _days;

    private HashpriceSeries(Hashprice? constant, ImmutableSortedDictionary<LocalDate, Hashprice> days)
    {
        _constant = constant;
        _days = days;
    }

    /// <summary>The first dated day; null for a constant.</summary>
    public LocalDate? First => _days.IsEmpty ? null : _days.Keys.First();

    /// <summary>The last dated day; null for a constant.</summary>
    public LocalDate? Last => _days.IsEmpty ? null : _days.Keys.Last();

    /// <summary>The same hash price on every day.</summary>
    /// <param name="hashprice">Currency per PH/s and day.</param>
    /// <returns>The constant series.</returns>
    public static HashpriceSeries Constant(Hashprice hashprice) =>
        new(hashprice, ImmutableSortedDictionary<LocalDate, Hashprice>.Empty);

    /// <summary>A hash price for each dated day.</summary>
    /// <param name="days">UTC days with their hash price; at least one.</param>
    /// <returns>The dated series.</returns>
    public static HashpriceSeries Dated(IReadOnlyDictionary<LocalDate, Hashprice> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        Invariant.Holds(days.Count > 0);
        return new(null, days.ToImmutableSortedDictionary());
    }

    /// <summary>The hash price of a UTC day.</summary>
    /// <param name="day">The day.</param>
    /// <returns>Currency per PH/s and day; null where a dated series does not cover the day.</returns>
    public Hashprice? On(LocalDate day) => _constant ?? (_days.TryGetValue(day, out var dated) ? dated : null);

    /// <summary>The hash price of the UTC day an instant falls in.</summary>
    /// <param name="at">The instant.</param>
    /// <returns>Currency per PH/s and day; null where a dated series does not cover the day.</returns>
    public Hashprice? At(Instant at) => On(at.InUtc().Date);
}
