using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Files;
using Spillway.Units;

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
        var (_, imports) = await ImportAsync(files, knownAt, new ArchiveDeed(knownAt, "", null), cancellation).ConfigureAwait(false);
        return imports;
    }

    /// <summary>Takes files into the archive: all of them or, where it fails or is stopped, none.</summary>
    /// <param name="files">The files, the later after the earlier.</param>
    /// <param name="knownAt">When their figures became known; where two files disagree, the one known later stands.</param>
    /// <param name="deed">When it is done, by whom, and against which version it was reviewed.</param>
    /// <param name="cancellation">Leaves the archive as it was.</param>
    /// <returns>The version that stands then, and what each file did, in the given order.</returns>
    /// <exception cref="RefusedException">As the other form; or <see cref="ArchiveErrors.OtherVersion"/>.</exception>
    public async Task<(int Version, ImmutableArray<FileImport> Files)> ImportAsync(
        IReadOnlyList<MarketFile> files, Instant knownAt, ArchiveDeed deed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(deed);
        await using var held = _folder.Lock();
        var before = Seen(deed);
        _folder.Clean(before);
        var import = new ArchiveImport(_folder, before);
        try
        {
            var imports = await import.MergeAsync(files, knownAt, cancellation).ConfigureAwait(false);
            return (await import.CommitAsync(deed, cancellation).ConfigureAwait(false), imports);
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

    /// <summary>What an import would do; nothing is written, and imports need not wait for it.</summary>
    /// <param name="files">The files, the later after the earlier.</param>
    /// <param name="knownAt">When their figures became known.</param>
    /// <param name="rules">A market's rules by its name, for its days; null for a market that has none.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The review; the version in it is what a <see cref="ArchiveDeed"/> wants to have seen.</returns>
    /// <exception cref="RefusedException">As <see cref="ImportAsync(IReadOnlyList{MarketFile}, Instant, CancellationToken)"/>, but for a full folder.</exception>
    public async Task<ArchiveReview> ReviewAsync(
        IReadOnlyList<MarketFile> files, Instant knownAt, Func<string, MarketRules?> rules, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(rules);
        var before = _folder.Read();
        var import = new ArchiveImport(_folder, before);
        var imports = await import.MergeAsync(files, knownAt, cancellation).ConfigureAwait(false);
        var comparison = new ArchiveComparison(rules);
        import.Compare(comparison);
        return new(before.Generation, imports, comparison.Series, comparison.First);
    }

    /// <summary>The state that stands and the former ones that can be put back, newest first.</summary>
    /// <returns>At most six; none where nothing was ever imported.</returns>
    public ImmutableArray<ArchiveVersion> Versions()
    {
        var standing = _folder.Read();
        if (standing.Generation == 0)
        {
            return [];
        }

        var all = _folder.Former(standing).Prepend(standing).ToList();
        return [.. all.Select((one, at) => Version(one, at + 1 < all.Count ? all[at + 1] : null, at == 0))];
    }

    /// <summary>What putting a former state back would do; nothing is written.</summary>
    /// <param name="version">Its number.</param>
    /// <param name="rules">A market's rules by its name, for its days; null for a market that has none.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RefusedException"><see cref="ArchiveErrors.NoVersion"/>, or the archive is damaged.</exception>
    public async Task<ArchiveReview> ReviewRestoreAsync(int version, Func<string, MarketRules?> rules, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var standing = _folder.Read();
        var former = Former(standing, version);
        var comparison = new ArchiveComparison(rules);
        var keys = standing.Partitions.Concat(former.Partitions).Select(static one => one.Key).Distinct()
            .OrderBy(static one => one.Market, StringComparer.Ordinal).ThenBy(static one => one.Product).ThenBy(static one => one.UtcYear);
        foreach (var key in keys)
        {
            var (now, then) = (standing.Partitions.FirstOrDefault(one => one.Key == key), former.Partitions.FirstOrDefault(one => one.Key == key));
            if (now?.File != then?.File)
            {
                comparison.Add(key, await OpenAsync(now, cancellation).ConfigureAwait(false), await OpenAsync(then, cancellation).ConfigureAwait(false));
            }
        }

        return new(standing.Generation, [], comparison.Series, comparison.First);
    }

    /// <summary>Puts a former state back: its figures stand again, with what they had replaced, and the files that it had not can be imported anew.</summary>
    /// <param name="version">Its number.</param>
    /// <param name="deed">When, by whom, and against which version it was reviewed.</param>
    /// <returns>The version that stands then.</returns>
    /// <exception cref="RefusedException"><see cref="ArchiveErrors.NoVersion"/>, <see cref="ArchiveErrors.OtherVersion"/>, or the folder cannot be used.</exception>
    public int Restore(int version, ArchiveDeed deed)
    {
        ArgumentNullException.ThrowIfNull(deed);
        using var held = _folder.Lock();
        var before = Seen(deed);
        var after = Former(before, version) with { Generation = before.Generation + 1, At = deed.At, By = deed.By, BackTo = version };
        _folder.Commit(before, after);
        _folder.TryClean(after);
        return after.Generation;
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

    private Manifest Seen(ArchiveDeed deed) => _folder.Read() is var standing && (deed.Seen is not { } seen || seen == standing.Generation)
        ? standing
        : throw new RefusedException(ArchiveErrors.OtherVersion, $"The archive stands at version {standing.Generation}; version {seen} was reviewed.");

    private Manifest Former(Manifest standing, int version) =>
        _folder.Former(standing).FirstOrDefault(one => one.Generation == version && one.Files().All(file => File.Exists(Path.Combine(_folder.Root, file))))
        ?? throw new RefusedException(ArchiveErrors.NoVersion, $"Version {version} of the archive is not among the former states that are kept.");

    private async Task<IReadOnlyDictionary<SettlementPoint, PartitionSeries>> OpenAsync(Manifest.Entry? entry, CancellationToken cancellation) => entry is null
        ? new Dictionary<SettlementPoint, PartitionSeries>()
        : (await PartitionFiles.OpenAsync(_folder.Root, entry, cancellation).ConfigureAwait(false)).Series;

    private static ArchiveVersion Version(Manifest one, Manifest? before, bool isStanding) => new(
        one.Generation,
        one.At ?? one.Sources.Select(static source => source.KnownAt).DefaultIfEmpty(Instant.MinValue).Max(),
        one.By,
        one.BackTo,
        before is null ? [] : [.. one.Sources.Where(source => !before.Knows(source.File)).Select(static source => source.File)],
        one.Sources.Length,
        one.Partitions.Sum(static entry => entry.Series.Sum(static series => (long)series.Rows)),
        isStanding);

    internal static SeriesKey KeyOf(Manifest.Entry entry, Manifest.SeriesEntry series) =>
        new(entry.Key.Market, entry.Key.Product, new(series.Point, PointTypes.Parse(series.Type)));
}
