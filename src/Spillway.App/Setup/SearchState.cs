using System.Collections.Immutable;
using NodaTime;
using Spillway.Devices.Discovery;

namespace Spillway.App.Setup;

/// <summary>How far a search for machines is.</summary>
/// <param name="Ranges">Where, as it was written.</param>
/// <param name="By">Who began it.</param>
/// <param name="StartedAt">When.</param>
/// <param name="Addresses">How many addresses it visits.</param>
/// <param name="Visited">How many of them are done.</param>
/// <param name="Answered">How many of those answered.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="Sightings">What answered; empty until it ends.</param>
/// <param name="Fault">Why it gave up; null where it did not.</param>
/// <param name="IsCancelled">Whether it was called off.</param>
/// <param name="IsTaken">Whether what it found is in the inventory.</param>
public sealed record SearchState(
    string Ranges,
    string By,
    Instant StartedAt,
    long Addresses,
    int Visited,
    int Answered,
    Instant? EndedAt,
    ImmutableArray<Sighting> Sightings,
    string? Fault,
    bool IsCancelled,
    bool IsTaken)
{
    /// <summary>Whether it runs.</summary>
    public bool IsRunning => EndedAt is null;
}
