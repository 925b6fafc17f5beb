namespace Spillway.Engine.Signals.Field;

/// <summary>How a machine is, as the field sees it.</summary>
public enum MachineCondition
{
    /// <summary>Not yet heard.</summary>
    Unknown = 0,

    /// <summary>Draws power and produces.</summary>
    Running = 1,

    /// <summary>Told to sleep and draws its sleep power.</summary>
    Asleep = 2,

    /// <summary>Draws power, or is about to, and does not produce yet.</summary>
    Starting = 3,

    /// <summary>Does not answer, and nothing says that it is without power.</summary>
    Lost = 4,

    /// <summary>Behind an open feed.</summary>
    Unpowered = 5,
}
