namespace Spillway.Devices.Breakers;

/// <summary>Where a breaker's contacts are, by its feedback.</summary>
public enum BreakerPosition
{
    /// <summary>The two auxiliary contacts contradict one another, or none is wired.</summary>
    Unknown,

    /// <summary>No current can flow.</summary>
    Open,

    /// <summary>Current can flow.</summary>
    Closed,

    /// <summary>Opened by its own protection; stays open until somebody at the switchboard resets it.</summary>
    Tripped,

    /// <summary>Racked out or isolated: cannot be moved.</summary>
    Withdrawn,
}
