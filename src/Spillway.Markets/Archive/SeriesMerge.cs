using System.Collections.Immutable;
using NodaTime;
using Spillway.Markets.Files;

namespace Spillway.Markets.Archive;

/// <summary>Puts the figures of one file beside those that are there: the one known later stands.</summary>
internal sealed class SeriesMerge
{
    private readonly PartitionSeries _there;
    private readonly SeriesKey _key;
    private readonly ArchiveSource _source;
    private readonly Func<int, Instant> _knownAt;
    private readonly List<ArchivedRevision> _revisions;
    private readonly Dictionary<long, List<int>> _revised = [];
    private Disagreement? _largest;
    private int _new;
    private int _same;
    private int _corrected;

    private SeriesMerge(PartitionSeries there, SeriesKey key, ArchiveSource source, Func<int, Instant> knownAt)
    {
        _there = there;
        _key = key;
        _source = source;
        _knownAt = knownAt;
        _revisions = [.. there.Revisions];
        for (var index = 0; index < _revisions.Count; index++)
        {
            Note(index);
        }
    }

    /// <summary>Merges a stretch of a file's column into a stored series.</summary>
    /// <param name="there">What is stored.</param>
    /// <param name="column">The file's figures that fall into the partition, ascending.</param>
    /// <param name="source">The file.</param>
    /// <param name="knownAt">When the source of a given number became known.</param>
    /// <returns>What is to be stored, and what happened; the same object as <paramref name="there"/> where nothing changed.</returns>
    public static (PartitionSeries Merged, SeriesImport Import) Of(
        PartitionSeries there, SeriesColumn column, ArchiveSource source, Func<int, Instant> knownAt)
    {
        if (there.Starts.Length == 0)
        {
            var all = new int[column.Values.Length];
            Array.Fill(all, source.Number);
            return (there with { Starts = column.StartsUnixSeconds, Values = column.Values, Sources = all },
                new(column.Key, all.Length, 0, 0, null));
        }

        var merge = new SeriesMerge(there, column.Key, source, knownAt);
        return merge.Run(column);
    }

    private (PartitionSeries Merged, SeriesImport Import) Run(SeriesColumn column)
    {
        var most = _there.Starts.Length + column.Values.Length;
        var starts = new List<long>(most);
        var values = new List<decimal>(most);
        var sources = new List<int>(most);
        int left = 0, right = 0;
        while (left < _there.Starts.Length || right < column.Values.Length)
        {
            var leftStart = left < _there.Starts.Length ? _there.Starts[left] : long.MaxValue;
            var rightStart = right < column.Values.Length ? column.StartsUnixSeconds[right] : long.MaxValue;
            var (value, from) = leftStart < rightStart ? (_there.Values[left], _there.Sources[left])
                : rightStart < leftStart ? Added(column.Values[right])
                : Both(leftStart, _there.Values[left], _there.Sources[left], column.Values[right]);
            starts.Add(Math.Min(leftStart, rightStart));
            values.Add(value);
            sources.Add(from);
            left += leftStart <= rightStart ? 1 : 0;
            right += rightStart <= leftStart ? 1 : 0;
        }

        var import = new SeriesImport(_key, _new, _same, _corrected, _largest);
        return _new + _corrected == 0
            ? (_there, import)
            : (new(_there.Interval, [.. starts], [.. values], [.. sources], Ordered()), import);
    }

    private (decimal Value, int Source) Added(decimal value)
    {
        _new++;
        return (value, _source.Number);
    }

    private (decimal Value, int Source) Both(long start, decimal old, int oldSource, decimal value)
    {
        var isLater = _source.KnownAt >= _knownAt(oldSource);
        if (isLater && old == value)
        {
            _same++;
            return (old, oldSource);
        }

        return isLater ? Replaced(start, old, oldSource, value) : Earlier(start, old, oldSource, value);
    }

    private (decimal Value, int Source) Replaced(long start, decimal old, int oldSource, decimal value)
    {
        Differs(start, old, value);
        _revisions.Add(new(start, old, _knownAt(oldSource), _source.KnownAt, oldSource));
        return (value, _source.Number);
    }

    /// <summary>A file whose figures were known before the standing one: it takes its place in the chain of revisions.</summary>
    private (decimal Value, int Source) Earlier(long start, decimal standing, int standingSource, decimal value)
    {
        var chain = _revised.TryGetValue(start, out var places) ? places.OrderBy(place => _revisions[place].KnownAt).ToList() : [];
        var after = chain.FindIndex(place => _revisions[place].KnownAt > _source.KnownAt);
        var (earlier, later) = after < 0 ? (chain.Count - 1, -1) : (after - 1, after);
        var next = later < 0 ? null : _revisions[chain[later]];
        var before = earlier < 0 ? null : _revisions[chain[earlier]];
        var follower = next?.Value ?? standing;
        if (follower == value || before?.Value == value)
        {
            _same++;
            return (standing, standingSource);
        }

        Differs(start, value, standing);
        if (before is not null)
        {
            _revisions[chain[earlier]] = before with { ReplacedAt = _source.KnownAt };
        }

        _revisions.Add(new(start, value, _source.KnownAt, next?.KnownAt ?? _knownAt(standingSource), _source.Number));
        Note(_revisions.Count - 1);
        return (standing, standingSource);
    }

    private void Note(int index)
    {
        var start = _revisions[index].StartUnixSeconds;
        if (!_revised.TryGetValue(start, out var places))
        {
            _revised.Add(start, places = []);
        }

        places.Add(index);
    }

    private void Differs(long start, decimal earlier, decimal later)
    {
        _corrected++;
        var found = new Disagreement(_key, Instant.FromUnixTimeSeconds(start), earlier, later);
        _largest = _largest is null || found.Difference > _largest.Difference ? found : _largest;
    }

    private ImmutableArray<ArchivedRevision> Ordered() =>
        [.. _revisions.OrderBy(revision => revision.StartUnixSeconds).ThenBy(revision => revision.KnownAt)];
}
