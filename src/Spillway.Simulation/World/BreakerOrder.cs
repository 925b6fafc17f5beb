namespace Spillway.Simulation.World;

/// <summary>What a physical breaker can be told to do.</summary>
public enum BreakerOrder
{
    /// <summary>Part the contacts.</summary>
    Open,

    /// <summary>Close the contacts.</summary>
    Close,

    /// <summary>Open through the shunt trip: stays tripped until it is reset by hand.</summary>
    Trip,
}
