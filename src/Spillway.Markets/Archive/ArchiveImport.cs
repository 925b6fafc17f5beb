using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.Markets.Archive;

/// <summary>One import, from the files to the commit; made anew for each, while the archive is locked.</summary>
internal sealed class ArchiveImport
{
    private readonly ArchiveFolder _folder;
    private readonly Manifest _before;
    private readonly List<ArchiveSource> _sources;
    private readonly Dictionary<PartitionKey, Partition> _partitions = [];
    private readonly HashSet<(string Sha256, string Form, Duration Interval)> _taken = [];

    public ArchiveImport(ArchiveFolder folder, Manifest before)
    {
        _folder = folder;
        _before = before;
        _sources = [.. before.Sources];
    }

    /// <summary>Merges files into what is there; nothing is written.</summary>
    public async Task<ImmutableArray<FileImport>> MergeAsync(
        IReadOnlyList<MarketFile> files, Instant knownAt, CancellationToken cancellation)
    {
        var imports = ImmutableArray.CreateBuilder<FileImport>(files.Count);
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            imports.Add(await TakeAsync(file, knownAt, cancellation).ConfigureAwait(false));
        }

        return imports.DrainToImmutable();
    }

    /// <summary>What taking the files would change, figure by figure.</summary>
    /// <param name="comparison">Where it is gathered.</param>
    public void Compare(ArchiveComparison comparison)
    {
        foreach (var (key, partition) in _partitions.OrderBy(static one => one.Key.Market, StringComparer.Ordinal).ThenBy(static one => one.Key.Product).ThenBy(static one => one.Key.UtcYear))
        {
            comparison.Add(key, partition.Found, partition.Series);
        }
    }

    private async Task<FileImport> TakeAsync(MarketFile file, Instant knownAt, CancellationToken cancellation)
    {
        // A file may come in parts, one an interval length; only what an earlier import or this one took whole is known.
        if (_before.Knows(file.Source) || !_taken.Add((file.Source.Sha256, file.Source.Form, file.Interval)))
        {
            return new(file, true, [.. file.Columns.Select(column => new SeriesImport(column.Key, 0, column.Values.Length, 0, null))]);
        }

        var number = Source(file.Source, knownAt);
        var series = ImmutableArray.CreateBuilder<SeriesImport>(file.Columns.Length);
        foreach (var column in file.Columns)
        {
            series.Add(await MergeSeriesAsync(file, column, number, cancellation).ConfigureAwait(false));
        }

        return new(file, false, series.DrainToImmutable());
    }

    private ArchiveSource Source(SourceFile file, Instant knownAt)
    {
        var known = _sources.Find(source => source.File.Sha256 == file.Sha256 && source.File.Form == file.Form);
        if (known is null)
        {
            _sources.Add(known = new(_sources.Count + 1, file, knownAt));
        }

        return known;
    }

    private async Task<SeriesImport> MergeSeriesAsync(
        MarketFile file, SeriesColumn column, ArchiveSource source, CancellationToken cancellation)
    {
        var sum = new SeriesImport(column.Key, 0, 0, 0, null);
        foreach (var (year, part) in UtcYears.Split(column))
        {
            var partition = await PartitionAsync(new(column.Key.Market, column.Key.Product, year), cancellation).ConfigureAwait(false);
            var there = partition.Series.GetValueOrDefault(column.Key.Point) ?? PartitionSeries.Empty(file.Interval);
            if (there.Interval != file.Interval)
            {
                throw new RefusedException(ArchiveErrors.OtherInterval, $"'{file.Source.Name}' has {column.Key.Point} in {year} in intervals of {file.Interval.TotalMinutes} min, the archive has it in intervals of {there.Interval.TotalMinutes} min.");
            }

            var (merged, import) = SeriesMerge.Of(there, part, source, number => _sources[number - 1].KnownAt);
            if (!ReferenceEquals(merged, there))
            {
                partition.Series[column.Key.Point] = merged;
                partition.IsChanged = true;
            }

            sum = Sum(sum, import);
        }

        return sum;
    }

    private async Task<Partition> PartitionAsync(PartitionKey key, CancellationToken cancellation)
    {
        if (_partitions.TryGetValue(key, out var open))
        {
            return open;
        }

        var entry = _before.Partitions.FirstOrDefault(entry => entry.Key == key);
        var partition = entry is null
            ? new Partition()
            : await PartitionFiles.OpenAsync(_folder.Root, entry, cancellation).ConfigureAwait(false);
        partition.Remember();
        _partitions.Add(key, partition);
        return partition;
    }

    /// <summary>Writes what was merged beside what is there and commits it; nothing where every file was imported before.</summary>
    /// <param name="deed">When and by whom.</param>
    /// <param name="cancellation">Leaves the archive as it was.</param>
    /// <returns>The version that stands then.</returns>
    public async Task<int> CommitAsync(ArchiveDeed deed, CancellationToken cancellation)
    {
        if (_sources.Count == _before.Sources.Length)
        {
            return _before.Generation;
        }

        var generation = _before.Generation + 1;
        var entries = _before.Partitions.ToDictionary(entry => entry.Key);
        foreach (var (key, partition) in _partitions.Where(open => open.Value.IsChanged))
        {
            entries[key] = await WriteAsync(key, partition, generation, cancellation).ConfigureAwait(false);
        }

        cancellation.ThrowIfCancellationRequested();
        var after = new Manifest(generation, [.. _sources], [.. entries.Values
            .OrderBy(entry => entry.Key.Market, StringComparer.Ordinal).ThenBy(entry => entry.Key.Product).ThenBy(entry => entry.Key.UtcYear)]) { At = deed.At, By = deed.By };
        _folder.Commit(_before, after);
        _folder.TryClean(after);
        return generation;
    }

    private async Task<Manifest.Entry> WriteAsync(
        PartitionKey key, Partition partition, int generation, CancellationToken cancellation)
    {
        var name = Path.Combine(key.Folder, FormattableString.Invariant($"{key.UtcYear}-{generation}"));
        Directory.CreateDirectory(Path.Combine(_folder.Root, key.Folder));
        await PartitionFiles.WriteStandingAsync(
            Path.Combine(_folder.Root, name + ".parquet"), key, partition, cancellation).ConfigureAwait(false);
        var hasRevisions = partition.Series.Values.Any(series => !series.Revisions.IsEmpty);
        if (hasRevisions)
        {
            await PartitionFiles.WriteRevisionsAsync(
                Path.Combine(_folder.Root, name + ".revisions.parquet"), key, partition, cancellation).ConfigureAwait(false);
        }

        return new(key, name + ".parquet", hasRevisions ? name + ".revisions.parquet" : null, partition.Scale(), [.. partition.Series.Select(Described)]);
    }

    private static Manifest.SeriesEntry Described(KeyValuePair<SettlementPoint, PartitionSeries> series) => new(
        series.Key.Name,
        PointTypes.Of(series.Key.Type),
        (int)series.Value.Interval.TotalSeconds,
        series.Value.Starts.Length,
        series.Value.Starts[0],
        series.Value.Starts[^1]);

    private static SeriesImport Sum(SeriesImport left, SeriesImport right) => new(
        left.Key,
        left.New + right.New,
        left.Same + right.Same,
        left.Corrected + right.Corrected,
        left.Largest is null || right.Largest?.Difference > left.Largest.Difference ? right.Largest : left.Largest);
}
