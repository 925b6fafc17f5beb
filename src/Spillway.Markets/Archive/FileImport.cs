using System.Collections.Immutable;
using Spillway.Markets.Files;

namespace Spillway.Markets.Archive;

/// <summary>What the import of one file did.</summary>
/// <param name="File">The file as it was read.</param>
/// <param name="KnownBefore">The same bytes were imported before: nothing was done.</param>
/// <param name="Series">What it did to each of the file's series.</param>
public sealed record FileImport(MarketFile File, bool KnownBefore, ImmutableArray<SeriesImport> Series)
{
    /// <summary>Figures that were not there before.</summary>
    public int New => Series.Sum(series => series.New);

    /// <summary>Figures that were there already.</summary>
    public int Same => Series.Sum(series => series.Same);

    /// <summary>Figures that replaced a different one.</summary>
    public int Corrected => Series.Sum(series => series.Corrected);
}
