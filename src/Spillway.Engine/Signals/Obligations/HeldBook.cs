using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Engine.Signals.Obligations;

/// <summary>Everything that somebody holds of a site, by time.</summary>
public sealed class HeldBook
{
    // What holds longer is looked at each time; the rest is found by its start.
    private static readonly Duration _short = Duration.FromDays(1);

    private readonly ImmutableArray<HeldPower> _standing;
    private readonly ImmutableArray<HeldPower> _passing;

    /// <summary>Makes a book.</summary>
    /// <param name="held">What is held, in any order.</param>
    /// <exception cref="InvalidOperationException">One ends before it begins or holds less than nothing.</exception>
    public HeldBook(IEnumerable<HeldPower> held)
    {
        ArgumentNullException.ThrowIfNull(held);
        All = Ordered(held);
        foreach (var one in All)
        {
            Invariant.Holds(one.End > one.Start && one.Power.Value >= 0m);
        }

        _standing = [.. All.Where(IsStanding)];
        _passing = [.. All.Where(static one => !IsStanding(one))];
    }

    /// <summary>Nobody holds anything.</summary>
    public static HeldBook Empty { get; } = new([]);

    /// <summary>All of it, ascending by start, kind and name.</summary>
    public ImmutableArray<HeldPower> All { get; }

    /// <summary>What holds at some instant of a time.</summary>
    /// <param name="from">The start of the time.</param>
    /// <param name="to">Its end, exclusive.</param>
    /// <returns>In the order of <see cref="All"/>; what holds longer than the time is in it whole.</returns>
    public ImmutableArray<HeldPower> During(Instant from, Instant to)
    {
        if (All.IsEmpty)
        {
            return [];
        }

        var found = _standing.Where(one => one.Meets(from, to)).ToList();
        var passing = 0;
        for (var index = FirstFrom(from - _short); index < _passing.Length && _passing[index].Start < to; index++)
        {
            if (_passing[index].Meets(from, to))
            {
                found.Add(_passing[index]);
                passing++;
            }
        }

        return passing == 0 || passing == found.Count ? [.. found] : Ordered(found);
    }

    /// <summary>What binds machines at some instant of a time: what a decision must know.</summary>
    /// <param name="from">The start of the time.</param>
    /// <param name="to">Its end, exclusive.</param>
    /// <returns>In the order of <see cref="All"/>.</returns>
    public ImmutableArray<HeldPower> Binding(Instant from, Instant to)
    {
        var held = During(from, to);
        return held.IsEmpty ? held : [.. held.Where(static one => one.BindsMachines)];
    }

    // The first that begins at an instant or later.
    private int FirstFrom(Instant at)
    {
        var (low, high) = (0, _passing.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _passing[middle].Start < at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static bool IsStanding(HeldPower one) => one.End - one.Start > _short;

    private static ImmutableArray<HeldPower> Ordered(IEnumerable<HeldPower> held) =>
        [.. held.OrderBy(static one => one.Start).ThenBy(static one => one.Kind).ThenBy(static one => one.Name, StringComparer.Ordinal)];
}
