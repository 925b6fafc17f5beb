using NodaTime;

namespace Spillway.Simulation.Worlds;

/// <summary>How a world went.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Length">How long it ran.</param>
/// <param name="Passes">How many control passes the desk took.</param>
/// <param name="Commands">How many commands it gave.</param>
/// <param name="Faults">How many faults there were.</param>
/// <param name="Kills">How often the desk was killed, or ended by itself because its journal took nothing.</param>
/// <param name="Events">What of the rarer things happened.</param>
/// <param name="SettledAfter">How long after the last fault every machine was as wanted; null where that was not reached.</param>
/// <param name="Digest">A digest of the world and of the desk's state at its end: the same seed has the same.</param>
/// <param name="Violation">The first violation, which ended it; null where there was none.</param>
public sealed record WorldResult(
    ulong Seed, Duration Length, int Passes, long Commands, int Faults, int Kills, WorldEvents Events, Duration? SettledAfter, string Digest, WorldViolation? Violation);
