namespace Spillway.Simulation.World;

/// <summary>What can be wrong with a physical breaker.</summary>
[Flags]
public enum BreakerFaults
{
    /// <summary>It is sound.</summary>
    None = 0,

    /// <summary>Its contacts do not move, and its auxiliary contacts say so.</summary>
    Stuck = 1,

    /// <summary>Its main contacts do not move while its auxiliary contacts follow the command.</summary>
    Lies = 2,
}
