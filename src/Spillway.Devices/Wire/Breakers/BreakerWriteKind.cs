namespace Spillway.Devices.Wire.Breakers;

/// <summary>How a breaker is told something.</summary>
public enum BreakerWriteKind
{
    /// <summary>A coil is set.</summary>
    Coil,

    /// <summary>A register is set.</summary>
    Register,

    /// <summary>A command block of Schneider's MasterPact and ComPact interfaces is written and its result awaited.</summary>
    SchneiderCommand,
}
