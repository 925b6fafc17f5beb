namespace Spillway.Simulation.World;

/// <summary>What a machine is doing.</summary>
public enum MachinePhase
{
    /// <summary>No power at the plug; it answers nobody.</summary>
    Unpowered,

    /// <summary>The controller starts; it answers nobody yet.</summary>
    Booting,

    /// <summary>Told not to hash; the controller answers.</summary>
    Asleep,

    /// <summary>Sets up and tunes its chips: draws and makes nothing.</summary>
    Tuning,

    /// <summary>On the way from one rate to another.</summary>
    Ramping,

    /// <summary>Hashes steadily.</summary>
    Hashing,

    /// <summary>On the way to sleep: makes nothing any more, still draws.</summary>
    Stopping,
}
