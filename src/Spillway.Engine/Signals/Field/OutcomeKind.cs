namespace Spillway.Engine.Signals.Field;

/// <summary>How a command ended. A yes of a device is no proof that it did what it was told; only measured watts are.</summary>
public enum OutcomeKind
{
    /// <summary>The device took it.</summary>
    Done = 1,

    /// <summary>The device took it not.</summary>
    Refused = 2,

    /// <summary>The device could not be spoken to, so that it cannot have taken it.</summary>
    Unreachable = 3,

    /// <summary>The device may have taken it and answered too late or not at all.</summary>
    Late = 4,

    /// <summary>Nobody knows: no outcome came in time, or the desk ended before it came.</summary>
    Unknown = 5,
}
