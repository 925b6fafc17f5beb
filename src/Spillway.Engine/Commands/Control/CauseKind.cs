namespace Spillway.Engine.Commands.Control;

/// <summary>Why a command is given, or why a group is wanted as it is.</summary>
public enum CauseKind
{
    /// <summary>The decision of the interval.</summary>
    Economics = 1,

    /// <summary>Some machines go first, before the decision moves many.</summary>
    Canary = 2,

    /// <summary>A hold of the group.</summary>
    Hold = 3,

    /// <summary>A ceiling in force: protection, obligation or operator.</summary>
    Ceiling = 4,

    /// <summary>A floor in force.</summary>
    Floor = 5,

    /// <summary>A total stop.</summary>
    Stop = 6,

    /// <summary>The import limit.</summary>
    ImportLimit = 7,

    /// <summary>The ramp, the largest step or the staged restore lets no more happen yet.</summary>
    Ramp = 8,

    /// <summary>A line of the fail-safe table.</summary>
    FailSafe = 9,

    /// <summary>A lock-out: left as it is.</summary>
    LockOut = 10,
}
