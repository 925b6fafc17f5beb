namespace Spillway.Simulation.World;

/// <summary>A way a machine can hash.</summary>
public enum MachineMode
{
    /// <summary>As built.</summary>
    Normal,

    /// <summary>Less power, better efficiency.</summary>
    Low,

    /// <summary>More power.</summary>
    High,
}
