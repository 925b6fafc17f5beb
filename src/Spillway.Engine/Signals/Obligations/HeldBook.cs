using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Engine.Signals.Obligations;

/// <summary>Everything that somebody holds of a site, by time.</summary>
public sealed class HeldBook
{
    private readonly ImmutableArray<HeldPower> _held;
    private readonly Duration _longest;

    /// <summary>Makes a book.</summary>
    /// <param name="held">What is held, in any order.</param>
    /// <exception cref="InvalidOperationException">One ends before it begins or holds less than nothing.</exception>
    public HeldBook(IEnumerable<HeldPower> held)
    {
        ArgumentNullException.ThrowIfNull(held);
        _held = [.. held.OrderBy(static one => one.Start).ThenBy(static one => one.Kind).ThenBy(static one => one.Name, StringComparer.Ordinal)];
        foreach (var one in _held)
        {
            Invariant.Holds(one.End > one.Start && one.Power.Value >= 0m);
            _longest = Duration.Max(_longest, one.End - one.Start);
        }
    }

    /// <summary>Nobody holds anything.</summary>
    public static HeldBook Empty { get; } = new([]);

    /// <summary>All of it, ascending by start, kind and name.</summary>
    public ImmutableArray<HeldPower> All => _held;

    /// <summary>What holds at some instant of a time.</summary>
    /// <param name="from">The start of the time.</param>
    /// <param name="to">Its end, exclusive.</param>
    /// <returns>In the order of <see cref="All"/>; what holds longer than the time is in it whole.</returns>
    public ImmutableArray<HeldPower> During(Instant from, Instant to)
    {
        if (_held.IsEmpty)
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<HeldPower>();
        for (var index = FirstFrom(from - _longest); index < _held.Length && _held[index].Start < to; index++)
        {
            if (_held[index].Meets(from, to))
            {
                found.Add(_held[index]);
            }
        }

        return found.ToImmutable();
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
        var (low, high) = (0, _held.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _held[middle].Start < at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
