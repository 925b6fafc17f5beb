using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;

namespace Spillway.Markets.Archive;

/// <summary>A state of the archive: the one that stands, or a former one that can be put back.</summary>
/// <param name="Number">Counts commits, from 1; never used again.</param>
/// <param name="At">When it came to stand.</param>
/// <param name="By">Who made it so; empty where nobody is named, as from the command line.</param>
/// <param name="BackTo">The version that it put back; null for an import.</param>
/// <param name="Added">The files that it has and the version before it has not; none where that one is not kept.</param>
/// <param name="Files">How many files it was made of.</param>
/// <param name="Figures">How many figures stand in it.</param>
/// <param name="IsStanding">Whether it is the one that stands.</param>
public sealed record ArchiveVersion(int Number, Instant At, string By, int? BackTo, ImmutableArray<SourceFile> Added, int Files, long Figures, bool IsStanding)
{
    /// <summary>How many former states are kept beside the one that stands.</summary>
    public const int MostFormer = 5;
}
