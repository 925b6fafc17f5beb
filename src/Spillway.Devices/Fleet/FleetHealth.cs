namespace Spillway.Devices.Fleet;

/// <summary>How the fleet answers, for people.</summary>
/// <param name="Machines">How many machines there are.</param>
/// <param name="Unplaced">Of how many nobody knows where they are.</param>
/// <param name="Answering">How many answered when they were last asked.</param>
/// <param name="Silent">How many did not.</param>
/// <param name="Hostile">How many answered with what no machine says: too much, malformed, or a way to another host.</param>
/// <param name="Exchanges">Questions and orders since the start, answered or not.</param>
public sealed record FleetHealth(int Machines, int Unplaced, int Answering, int Silent, int Hostile, long Exchanges);
