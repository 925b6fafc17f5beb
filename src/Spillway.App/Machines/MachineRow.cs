using Spillway.Devices.Fleet;
using Spillway.Engine.Commands.Control;

namespace Spillway.App.Machines;

/// <summary>One machine as it was last seen.</summary>
/// <param name="Number">Its number in the plant, from 0.</param>
/// <param name="State">What the desk remembers of it.</param>
/// <param name="Oddity">What is odd about it.</param>
/// <param name="Telemetry">What it said when it last answered; null where it never did.</param>
public readonly record struct MachineRow(int Number, MachineState State, MachineOddity Oddity, MachineTelemetry? Telemetry)
{
    /// <summary>Whether what it said last is older than a desk allows: nothing of it tells how the machine is now.</summary>
    public bool IsStale { get; init; }
}
