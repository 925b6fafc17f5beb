namespace Spillway.Simulation.Emulators;

/// <summary>A port that a host serves.</summary>
/// <param name="Standard">The protocol's standard port.</param>
/// <param name="Port">Where it is served: the same, or 8000 and more higher.</param>
/// <param name="Wire">How it speaks; where devices differ on one port, the first one's.</param>
/// <param name="Devices">How many devices listen on it.</param>
public sealed record ServedPort(int Standard, int Port, EmulatedWire Wire, int Devices);
