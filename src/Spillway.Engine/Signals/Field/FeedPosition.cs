namespace Spillway.Engine.Signals.Field;

/// <summary>Where a feed's contacts are, by its feedback.</summary>
public enum FeedPosition
{
    /// <summary>It does not answer, or contradicts itself.</summary>
    Unknown = 0,

    /// <summary>No current can flow.</summary>
    Open = 1,

    /// <summary>Current can flow.</summary>
    Closed = 2,

    /// <summary>Opened by its own protection: stays so until somebody resets it by hand.</summary>
    Tripped = 3,

    /// <summary>Isolated: cannot be moved.</summary>
    Withdrawn = 4,
}
