using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Avalon;

/// <summary>What an A machine keeps until its next start.</summary>
internal sealed class AvalonMemory
{
    /// <summary>The mode it will start in; null for the one that runs.</summary>
    public MachineMode? NextMode { get; set; }
}
