using System.Collections.Immutable;
using NodaTime;
using Spillway.Simulation.Faults;

namespace Spillway.Simulation.Worlds;

/// <summary>The disk that the desk's journal lies on.</summary>
/// <param name="faults">When it is full.</param>
public sealed class WorldDisk(ImmutableArray<SiteFault.OfDisk> faults)
{
    /// <summary>Until when it is full.</summary>
    /// <param name="at">The true instant.</param>
    /// <returns>The end of the last fault that holds; null where there is room.</returns>
    public Instant? FullUntil(Instant at)
    {
        Instant? until = null;
        foreach (var fault in faults)
        {
            until = fault.At <= at && at < fault.Until && !(until >= fault.Until) ? fault.Until : until;
        }

        return until;
    }
}
