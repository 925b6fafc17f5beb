using System.Globalization;
using NodaTime;

namespace Spillway.Simulation.Worlds;

/// <summary>Something that must never be, and was.</summary>
/// <param name="Seed">The world's seed.</param>
/// <param name="Pass">The control pass after which it was seen, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Check">Which check saw it.</param>
/// <param name="What">What was seen, with figures.</param>
public sealed record WorldViolation(ulong Seed, int Pass, Instant At, string Check, string What)
{
    /// <summary>One line for people.</summary>
    /// <returns>Seed, pass, instant, check and what was seen.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"seed {Seed}, pass {Pass}, {At}: {Check}: {What}");
}
