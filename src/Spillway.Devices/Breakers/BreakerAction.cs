namespace Spillway.Devices.Breakers;

/// <summary>What a breaker can be told to do.</summary>
public enum BreakerAction
{
    /// <summary>Part the contacts.</summary>
    Open,

    /// <summary>Close the contacts.</summary>
    Close,

    /// <summary>Open through the shunt trip, where there is one: faster, and to be reset by hand.</summary>
    Trip,
}
