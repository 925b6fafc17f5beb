using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.Markets.Files;

/// <summary>Collects the rows of one file and turns them into series, or refuses what contradicts itself.</summary>
internal sealed class FileDraft(string file)
{
    private const int RunThatMeansMixed = 3;
    private const int FirstYear = 1990;
    private const int YearAfterLast = 2100;
    private const int MostName = 80;
    private static readonly long _earliest = Instant.FromUtc(FirstYear, 1, 1, 0, 0).ToUnixTimeSeconds();
    private static readonly long _afterLatest = Instant.FromUtc(YearAfterLast, 1, 1, 0, 0).ToUnixTimeSeconds();
    private readonly Dictionary<SeriesKey, SeriesDraft> _drafts = [];
    private readonly List<(string Name, int Before)> _sections = [];
    private readonly List<Finding> _findings = [];
    private int _agreeing;
    private int _unresolved;

    /// <summary>Two prices of one zone without a type are a pair, not a contradiction: the lower is the zone's.</summary>
    public bool AllowsPairs { get; set; }

    /// <summary>The interval where the form fixes it; null where the rows tell.</summary>
    public Duration? FixedInterval { get; set; }

    /// <summary>Whether most instants are meant to be missing, so that their pattern tells nothing of the interval.</summary>
    public bool IsSparse { get; set; }

    public string File { get; } = file;

    /// <summary>The archive member being read; empty for a file that is no archive.</summary>
    public string Member { get; set; } = "";

    public void Note(Finding finding) => _findings.Add(finding);

    /// <summary>Begins a sheet or member; rows added afterwards stand in it.</summary>
    /// <returns>What its row numbers are counted from, so that a row of the whole draft is one number.</returns>
    public int Section(string name)
    {
        var before = _drafts.Values.Select(draft => draft.Count == 0 ? 0 : draft.Rows[^1]).DefaultIfEmpty(0).Max();
        _sections.Add((name, before));
        return before;
    }

    public SeriesDraft Series(SeriesKey key)
    {
        if (!_drafts.TryGetValue(key, out var draft))
        {
            _drafts.Add(key, draft = new(key));
        }

        return draft;
    }

    /// <summary>Refuses a name that the archive or a tidy file could not hold.</summary>
    public string Named(string name, RowPlace place) =>
        name.Length is > 0 and <= MostName && name.All(letter => char.IsAsciiLetterOrDigit(letter) || " _-./()&+#@".Contains(letter, StringComparison.Ordinal))
            && !name.StartsWith('@')
            ? name
            : throw Refuse(MarketFileErrors.WrongName, place, $"'{(name.Length > MostName ? name[..MostName] + "…" : name)}' cannot be the name of a series");

    public RefusedException Refuse(ErrorCode code, RowPlace place, string what) => Refuse(code, place, Wording.Of(what));

    public RefusedException Refuse(ErrorCode code, RowPlace place, Wording what) => new(code, $"{File}, {place.Words}: {what}");

    /// <summary>What the file holds: one part for each interval length that its form gives its series.</summary>
    public ImmutableArray<MarketFile> Finish(string sha256, string form)
    {
        var source = new SourceFile(System.IO.Path.GetFileName(File), sha256, form);
        var parts = _drafts.Values.Where(draft => draft.Count > 0)
            .GroupBy(draft => draft.Interval ?? FixedInterval).OrderBy(group => group.Key ?? Duration.Zero)
            .Select(group => Part(source, [.. group], group.Key)).ToImmutableArray();
        if (!parts.IsEmpty)
        {
            return parts;
        }

        return _findings.Count > 0
            ? [new(source, FixedInterval ?? Duration.Zero, [], [.. _findings])]
            : throw new RefusedException(MarketFileErrors.Empty, $"{File} has a header and no figures.");
    }

    private MarketFile Part(SourceFile source, List<SeriesDraft> drafts, Duration? known)
    {
        var columns = drafts.Select(Column)
            .OrderBy(column => column.Key.Product).ThenBy(column => column.Key.Point.Name, StringComparer.Ordinal)
            .ThenBy(column => column.Key.Point.Type).ToList();
        CheckYears(columns);
        var interval = known ?? Interval(columns);
        CheckLength(interval);
        CheckGrid(columns, interval);
        return new(source, interval, [.. columns], [.. Findings(columns, interval)]);
    }

    private IEnumerable<Finding> Findings(List<SeriesColumn> columns, Duration interval)
    {
        if (_agreeing > 0)
        {
            yield return new("agreeing-duplicates", _agreeing, $"{_agreeing} rows stand there twice with the same value; one of each was taken.");
        }

        if (_unresolved > 0)
        {
            yield return new("unresolved-pairs", _unresolved, $"{_unresolved} times a zone has two prices without a type; the lower was taken as the zone's (LZ).");
        }

        // Where only differing pairs are listed, most intervals are meant to be missing.
        foreach (var finding in IsSparse ? [] : Holes(columns, (long)interval.TotalSeconds))
        {
            yield return finding;
        }

        foreach (var alike in _findings.GroupBy(finding => finding.Kind))
        {
            var others = alike.Count() - 1;
            yield return others == 0
                ? alike.First()
                : new(alike.Key, alike.Sum(finding => finding.Count), $"{alike.First().Detail} So it is in {others} more places.");
        }
    }

    // Series that lack the same intervals are named together: a file's points mostly have their holes in common.
    private static IEnumerable<Finding> Holes(List<SeriesColumn> columns, long step) =>
        from column in columns
        let starts = column.StartsUnixSeconds
        let missing = ((starts[^1] - starts[0]) / step) + 1 - starts.Length
        where missing > 0
        group column.Key.Point.ToString() by (missing, First: FirstHole(starts, step)) into alike
        let count = (int)Math.Min(alike.Key.missing, int.MaxValue)
        select new Finding("holes", count, $"{string.Join(", ", alike)}: {alike.Key.missing} intervals between the first and the last have no value, the first at {Text(alike.Key.First)}.");

    private static long FirstHole(long[] starts, long step)
    {
        var index = 1;
        while (starts[index] - starts[index - 1] == step)
        {
            index++;
        }

        return starts[index - 1] + step;
    }

    private SeriesColumn Column(SeriesDraft draft)
    {
        if (draft.IsAscending)
        {
            var (whole, figures) = draft.Whole();
            return new(draft.Key, whole, figures);
        }

        var order = Enumerable.Range(0, draft.Count).ToArray();
        Array.Sort(order, (left, right) => draft.Starts[left].CompareTo(draft.Starts[right]) is var byStart and not 0 ? byStart : left.CompareTo(right));
        var starts = new List<long>(order.Length);
        var values = new List<decimal>(order.Length);
        var last = -1;
        foreach (var index in order)
        {
            if (last >= 0 && draft.Starts[index] == starts[^1])
            {
                values[^1] = Twice(draft, last, index, values[^1]);
                continue;
            }

            starts.Add(draft.Starts[index]);
            values.Add(draft.Values[index]);
            last = index;
        }

        return new(draft.Key, [.. starts], [.. values]);
    }

    private decimal Twice(SeriesDraft draft, int first, int second, decimal taken)
    {
        if (draft.Values[second] == taken)
        {
            // The two prices of a zone are equal most of the time; only labelled or single ones are repeats.
            _agreeing += AllowsPairs && draft.Key.Point.Type == SettlementPointType.Zone ? 0 : 1;
            return taken;
        }

        if (AllowsPairs && draft.Key.Point.Type == SettlementPointType.Zone)
        {
            _unresolved++;
            return Math.Min(taken, draft.Values[second]);
        }

        throw Refuse(
            MarketFileErrors.RowsDisagree,
            Place(draft.Rows[second]),
            $"{draft.Key.Point} at {Text(draft.Starts[second])} is {draft.Values[second]}, and {Place(draft.Rows[first]).Words} says {taken}.");
    }

    private RowPlace Place(int row)
    {
        var section = _sections.FindLast(section => section.Before < row);
        return section.Name is null ? new("", row) : new(section.Name, row - section.Before);
    }

    private Duration Interval(List<SeriesColumn> columns)
    {
        var first = columns[0].StartsUnixSeconds;
        var starts = columns.TrueForAll(column => ReferenceEquals(column.StartsUnixSeconds, first) || column.StartsUnixSeconds.AsSpan().SequenceEqual(first))
            ? first
            : [.. columns.SelectMany(column => column.StartsUnixSeconds).Distinct().Order()];
        if (starts.Length == 1)
        {
            // One row tells nothing; an hour where it starts one, else the shortest interval a settlement uses.
            return starts[0] % 3600 == 0 ? Duration.FromHours(1) : Duration.FromMinutes(starts[0] % 900 == 0 ? 15 : 5);
        }

        var least = long.MaxValue;
        for (var index = 1; index < starts.Length; index++)
        {
            least = Math.Min(least, starts[index] - starts[index - 1]);
        }

        var run = 0;
        for (var index = 2; index < starts.Length; index++)
        {
            var step = starts[index] - starts[index - 1];
            run = step > least && step == starts[index - 1] - starts[index - 2] ? run + 1 : 0;
            if (run >= RunThatMeansMixed || step % least != 0)
            {
                throw new RefusedException(
                    MarketFileErrors.MixedIntervals,
                    $"{File}: intervals of {least / 60.0:0.##} minutes, and after {Text(starts[index - run - 1])} of {step / 60.0:0.##} minutes.");
            }
        }

        return Duration.FromSeconds(least);
    }

    // A slip in a year would make a hole of centuries.
    private void CheckYears(List<SeriesColumn> columns)
    {
        foreach (var column in columns)
        {
            var start = column.StartsUnixSeconds[0] < _earliest ? column.StartsUnixSeconds[0] : column.StartsUnixSeconds[^1];
            if (start < _earliest || start >= _afterLatest)
            {
                throw new RefusedException(
                    MarketFileErrors.NotATime, $"{File}: {column.Key.Point} has an interval that starts at {Text(start)}, outside the years {FirstYear} to {YearAfterLast - 1}.");
            }
        }
    }

    private void CheckLength(Duration interval)
    {
        var seconds = (long)interval.TotalSeconds;
        if (seconds % 60 != 0 || (3600 % seconds != 0 && (seconds % 3600 != 0 || 86_400 % seconds != 0)))
        {
            throw new RefusedException(MarketFileErrors.OddInterval, $"{File}: the shortest step between two rows is {seconds / 60.0:0.##} minutes.");
        }
    }

    private void CheckGrid(List<SeriesColumn> columns, Duration interval)
    {
        var step = (long)interval.TotalSeconds;
        foreach (var column in columns.DistinctBy(column => column.StartsUnixSeconds, ReferenceEqualityComparer.Instance))
        {
            foreach (var start in column.StartsUnixSeconds)
            {
                if (start % step != 0)
                {
                    throw new RefusedException(
                        MarketFileErrors.OffGrid, $"{File}: {column.Key.Point} has an interval of {interval.TotalMinutes} minutes that starts at {Text(start)}.");
                }
            }
        }
    }

    private static string Text(long start) => InstantPattern.General.Format(Instant.FromUnixTimeSeconds(start));
}
