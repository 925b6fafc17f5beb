using System.Collections.Immutable;

namespace Spillway.Markets.Archive;

/// <summary>What a change would do to the archive; nothing of it is done.</summary>
/// <param name="Version">The version that it was held against; 0 for an empty archive.</param>
/// <param name="Files">What each file would do, in the given order; none where a former state would be put back.</param>
/// <param name="Series">Each series that would change, by market, product and point.</param>
/// <param name="First">The first figures that would change or go, in that order; at most <see cref="MostShown"/>.</param>
public sealed record ArchiveReview(int Version, ImmutableArray<FileImport> Files, ImmutableArray<SeriesReview> Series, ImmutableArray<FigureChange> First)
{
    /// <summary>How many figures are shown one by one at most.</summary>
    public const int MostShown = 200;

    /// <summary>Figures that would be there and are not.</summary>
    public int New => Series.Sum(static one => one.New);

    /// <summary>Figures that would say something else.</summary>
    public int Changed => Series.Sum(static one => one.Changed);

    /// <summary>Figures that would no longer be there.</summary>
    public int Gone => Series.Sum(static one => one.Gone);
}
