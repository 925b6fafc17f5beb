namespace Spillway.Simulation.World;

/// <summary>What a machine draws and makes in one mode, once it has settled.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Watts">At the plug. Unit: W.</param>
/// <param name="HashrateThPerS">Unit: TH/s.</param>
public sealed record ModeFigures(MachineMode Mode, double Watts, double HashrateThPerS);
