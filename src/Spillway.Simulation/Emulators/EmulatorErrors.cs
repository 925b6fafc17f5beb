using Spillway.Engine;

namespace Spillway.Simulation.Emulators;

/// <summary>Why a host of emulated devices does not start.</summary>
public static class EmulatorErrors
{
    /// <summary>A port of the emulated devices is in use.</summary>
    public static readonly ErrorCode PortTaken = new(
        "SW8001", "A port of the emulated site cannot be opened", "End the program that listens there (another emulated site?) and start again.");

    /// <summary>A device was to stand where others could reach it.</summary>
    public static readonly ErrorCode NotLoopback = new(
        "SW8002", "An emulated device outside loopback", "Give it an address in 127.0.0.0/8: emulated devices obey whoever calls.");
}
