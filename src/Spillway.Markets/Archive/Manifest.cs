using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;

namespace Spillway.Markets.Archive;

/// <summary>Which files make up the archive; replacing it is the one instant at which an import happens.</summary>
/// <param name="Generation">Counts commits.</param>
/// <param name="Sources">Every file ever imported, by number.</param>
/// <param name="Partitions">Every partition and the files that hold it.</param>
internal sealed record Manifest(
    int Generation, ImmutableArray<ArchiveSource> Sources, ImmutableArray<Manifest.Entry> Partitions)
{
    public static Manifest Empty { get; } = new(0, [], []);

    /// <summary>When it was committed; null where a version of the program wrote it that did not say.</summary>
    public Instant? At { get; init; }

    /// <summary>Who had it committed; empty where nobody is named.</summary>
    public string By { get; init; } = "";

    /// <summary>The version that it puts back; null for an import.</summary>
    public int? BackTo { get; init; }

    /// <summary>The time from which a source's figures were known.</summary>
    public Instant KnownAt(int source) => Sources[source - 1].KnownAt;

    /// <summary>Whether the same bytes were imported before.</summary>
    public bool Knows(SourceFile file) =>
        Sources.Any(source => source.File.Sha256 == file.Sha256 && source.File.Form == file.Form);

    /// <summary>Every file it names, relative to the archive's folder.</summary>
    public IEnumerable<string> Files() =>
        Partitions.SelectMany(entry => entry.RevisionFile is null ? [entry.File] : new[] { entry.File, entry.RevisionFile });

    /// <summary>One partition: its file of standing figures, its file of replaced ones, the decimal places of their figures,
    /// and the series in it.</summary>
    internal sealed record Entry(
        PartitionKey Key, string File, string? RevisionFile, int Scale, ImmutableArray<SeriesEntry> Series);

    /// <summary>One series of a partition: what can be told without opening its file.</summary>
    internal sealed record SeriesEntry(
        string Point, string Type, int IntervalSeconds, int Rows, long FirstUnixSeconds, long LastUnixSeconds);
}
