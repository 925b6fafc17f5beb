namespace Spillway.Simulation.World;

/// <summary>What the auxiliary contacts of a physical breaker say.</summary>
public enum ContactPosition
{
    /// <summary>No current can flow.</summary>
    Open,

    /// <summary>Current can flow.</summary>
    Closed,

    /// <summary>Between the two: neither auxiliary contact is made.</summary>
    Travelling,

    /// <summary>Open, locked by its protection until it is reset by hand.</summary>
    Tripped,

    /// <summary>Racked out: open, and nothing moves it.</summary>
    Withdrawn,
}
