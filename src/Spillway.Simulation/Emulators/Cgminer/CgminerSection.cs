using System.Collections.Immutable;

namespace Spillway.Simulation.Emulators.Cgminer;

/// <summary>One part of an answer: <c>SUMMARY</c>, <c>POOLS</c>, ….</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Records">Its records.</param>
internal sealed record CgminerSection(string Name, params ImmutableArray<CgminerRecord> Records)
{
    /// <summary>Whether the text dialect begins each record with the section's name; a numbered one begins with its number.</summary>
    public bool IsNamedInText { get; init; } = true;

    /// <summary>What stands under the name where that is no list of records; null for the records.</summary>
    public string? Json { get; init; }
}
