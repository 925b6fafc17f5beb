namespace Spillway.Simulation.Faults;

/// <summary>How a meter can be wrong.</summary>
public enum MeterFaultKind
{
    /// <summary>Everything it shows stands still.</summary>
    Frozen,

    /// <summary>What it shows leaves the truth slowly.</summary>
    Drifting,

    /// <summary>Import and export have changed places.</summary>
    SignSwapped,
}
