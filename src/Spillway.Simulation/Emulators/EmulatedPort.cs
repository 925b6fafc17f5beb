namespace Spillway.Simulation.Emulators;

/// <summary>A port on which a device listens.</summary>
/// <param name="Standard">The protocol's standard port; one below 1024 may be served 8000 higher.</param>
/// <param name="Wire">How it speaks.</param>
public sealed record EmulatedPort(int Standard, EmulatedWire Wire);
