using Spillway.Devices.Breakers;

namespace Spillway.Devices.Fleet;

/// <summary>One breaker and the machines behind it.</summary>
/// <param name="Breaker">The breaker through its driver; null where nobody knows where it is.</param>
/// <param name="FirstMachine">The number of the first machine behind it.</param>
/// <param name="Machines">How many there are.</param>
/// <param name="HasWatchdog">Whether it opens by itself unless it is fed.</param>
public sealed record FleetFeed(IBreaker? Breaker, int FirstMachine, int Machines, bool HasWatchdog);
