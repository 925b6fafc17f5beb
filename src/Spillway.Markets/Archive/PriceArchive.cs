using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Files;

namespace Spillway.Markets.Archive;

/// <summary>The history of market figures under the data folder: Parquet files by market, product and UTC year.</summary>
/// <remarks>One import at a time; reading needs no lock, because a file that a manifest names never changes. An import
/// writes new files beside the old ones and then replaces the manifest: that rename is the commit.</remarks>
public sealed class PriceArchive
{
    private readonly ArchiveFolder _folder;

    /// <summary>Names an archive; nothing is opened yet.</summary>
    /// <param name="dataFolder">The data folder; the archive is its folder <c>prices</c>.</param>
    public PriceArchive(string dataFolder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataFolder);
        _folder = new(dataFolder);
    }

    /// <summary>Takes files into the archive: all of them or, where it fails or is stopped, none.</summary>
    /// <param name="files">The files, the later after the earlier.</param>
    /// <param name="knownAt">When their figures became known; where two files disagree, the one known later stands.</param>
    /// <param name="cancellation">Leaves the archive as it was.</param>
    /// <returns>What each file did, in the given order.</returns>
    /// <exception cref="RefusedException">The folder cannot be used or is full, another import is running, or a file's
    /// interval is not that of the archive.</exception>
    public async Task<ImmutableArray<FileImport>> ImportAsync(
        IReadOnlyList<MarketFile> files, Instant knownAt, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(files);
        await using var held = _folder.Lock();
        var before = _folder.Read();
        _folder.Clean(before);
        var import = new ArchiveImport(_folder, before);
        try
        {
            return await import.RunAsync(files, knownAt, cancellation).ConfigureAwait(false);
        }
        catch (Exception cause) when (ArchiveFolder.IsDisk(cause))
        {
            // What was begun would fill a full disk further; the archive itself still names only the old files.
            _folder.TryClean(before);
            throw _folder.Refusal(cause);
        }
        catch (Exception cause) when (cause is OperationCanceledException or RefusedException)
        {
            _folder.TryClean(before);
            throw;
        }
    }

    /// <summary>The series that are there.</summary>
    /// <returns>By key; market, product, point and type.</returns>
    public ImmutableArray<SeriesKey> Keys() => [.. _folder.Read().Partitions
        .SelectMany(entry => entry.Series.Select(series => KeyOf(entry, series)))
        .Distinct()
        .OrderBy(key => key.Market, StringComparer.Ordinal).ThenBy(key => key.Product).ThenBy(key => key.Point, PointOrder.Instance)];

    /// <summary>The files that were imported, oldest first.</summary>
    /// <returns>Their numbers are what <see cref="ArchivedSeries.Sources"/> names.</returns>
    public ImmutableArray<ArchiveSource> Sources() => _folder.Read().Sources;

    /// <summary>When something was last imported, by the file system's clock; costs no reading.</summary>
    /// <returns>Null where nothing ever was.</returns>
    public Instant? ChangedAt() => _folder.ChangedAt();

    /// <summary>Reads figures with what stood before them.</summary>
    /// <param name="wanted">Which series.</param>
    /// <param name="from">Starts from here on, inclusive.</param>
    /// <param name="to">Starts before this, exclusive.</param>
    /// <returns>Each series that has a figure in the range, by key.</returns>
    /// <exception cref="RefusedException">The folder cannot be read, or the archive is damaged.</exception>
    public ImmutableArray<ArchivedSeries> Query(Predicate<SeriesKey> wanted, Instant from, Instant to)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return ArchiveQuery.Consistent(_folder, manifest => ArchiveQuery.Series(_folder, manifest, wanted, (from, to)));
    }

    /// <summary>What is there, by series and local year.</summary>
    /// <param name="wanted">Which series.</param>
    /// <param name="rules">A market's rules by its name; null for a market that has none.</param>
    /// <returns>One entry a series and year, in order.</returns>
    /// <exception cref="RefusedException">The folder cannot be read, or the archive is damaged.</exception>
    public ImmutableArray<SeriesCoverage> Coverage(Predicate<SeriesKey> wanted, Func<string, MarketRules?> rules)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(rules);
        return ArchiveQuery.Consistent(_folder, manifest => CoverageQuery.Of(_folder, manifest, wanted, rules));
    }

    internal static SeriesKey KeyOf(Manifest.Entry entry, Manifest.SeriesEntry series) =>
        new(entry.Key.Market, entry.Key.Product, new(series.Point, PointTypes.Parse(series.Type)));
}
