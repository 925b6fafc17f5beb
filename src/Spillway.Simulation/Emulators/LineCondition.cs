using NodaTime;

namespace Spillway.Simulation.Emulators;

/// <summary>How the line to a device is: what the host does around its protocol.</summary>
/// <param name="IsAnswering">Whether anybody is there at all; a connection to nobody is cut at once.</param>
/// <param name="Delay">How long each answer takes; zero on a good line.</param>
/// <param name="Drops">Whether the connection breaks in the middle of the answer.</param>
/// <param name="Damages">Whether the answer arrives damaged.</param>
public readonly record struct LineCondition(bool IsAnswering, Duration Delay, bool Drops, bool Damages);
