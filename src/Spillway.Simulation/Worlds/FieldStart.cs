using NodaTime;

namespace Spillway.Simulation.Worlds;

/// <summary>How a process takes hold of a field.</summary>
/// <param name="Seed">The chance of its lines.</param>
/// <param name="At">When it starts.</param>
/// <param name="IsRestart">Whether it found a journal.</param>
public sealed record FieldStart(ulong Seed, Instant At, bool IsRestart);
