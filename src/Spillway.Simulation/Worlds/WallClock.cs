using System.Collections.Immutable;
using NodaTime;
using Spillway.Simulation.Faults;

namespace Spillway.Simulation.Worlds;

/// <summary>What the desk's wall clock shows: the truth, and the steps of the faults that hold.</summary>
/// <param name="faults">When it is wrong; several at a time add up.</param>
public sealed class WallClock(ImmutableArray<SiteFault.OfClock> faults)
{
    /// <summary>How far it is ahead of the truth.</summary>
    /// <param name="at">The true instant.</param>
    /// <returns>Zero where it is right; negative where it is behind.</returns>
    public Duration AheadAt(Instant at)
    {
        var ahead = Duration.Zero;
        foreach (var fault in faults)
        {
            ahead += fault.At <= at && at < fault.Until ? fault.Step : Duration.Zero;
        }

        return ahead;
    }

    /// <summary>Whether it has stepped within a time.</summary>
    /// <param name="from">After when.</param>
    /// <param name="until">Until when.</param>
    /// <returns>Whether a fault began or ended in it.</returns>
    public bool HasStepped(Instant from, Instant until)
    {
        foreach (var fault in faults)
        {
            if ((fault.At > from && fault.At <= until) || (fault.Until > from && fault.Until <= until))
            {
                return true;
            }
        }

        return false;
    }
}
