using System.Collections.Immutable;

namespace Spillway.Journal.Proof;

/// <summary>What was found in a journal that was read from its first record to its last.</summary>
/// <param name="Folder">The folder of the journal.</param>
/// <param name="Records">How many records are there.</param>
/// <param name="First">The first number that is there; 0 where none is.</param>
/// <param name="Head">The head as the head file states it; null where it cannot be read.</param>
/// <param name="Segments">The months, the oldest first, those that retention removed among them.</param>
/// <param name="Findings">What is wrong, in the order of the numbers; at most <see cref="MostFindings"/>.</param>
public sealed record JournalVerification(
    string Folder, long Records, long First, JournalHead? Head, ImmutableArray<VerifiedSegment> Segments, ImmutableArray<JournalFinding> Findings)
{
    /// <summary>The most findings that are listed.</summary>
    public const int MostFindings = 1000;

    /// <summary>Whether the journal is as it was written.</summary>
    public bool IsWhole => Findings.IsEmpty;
}
