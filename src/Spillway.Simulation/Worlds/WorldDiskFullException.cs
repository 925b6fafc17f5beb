namespace Spillway.Simulation.Worlds;

/// <summary>A step of the slow loop could not be kept for as long as the fail-safe table lets the desk wait: it ends by itself, as it
/// does where a control pass cannot be kept.</summary>
public sealed class WorldDiskFullException() : Exception("a step could not be kept")
{
}
