using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites.Rules;
using Spillway.Units;

namespace Spillway.Markets.Archive;

/// <summary>Gathers in what two states of the archive differ, partition by partition; the figures alone count, not where they came from.</summary>
/// <param name="rules">A market's rules by its name, for its days; null for a market that has none.</param>
internal sealed class ArchiveComparison(Func<string, MarketRules?> rules)
{
    private readonly SortedDictionary<SeriesKey, SeriesReview> _series = new(KeyOrder.Instance);
    private readonly List<FigureChange> _first = [];

    /// <summary>Each series that differs.</summary>
    public ImmutableArray<SeriesReview> Series => [.. _series.Values.Where(static one => one.New + one.Changed + one.Gone > 0)];

    /// <summary>The first figures that differ, at most <see cref="ArchiveReview.MostShown"/>.</summary>
    public ImmutableArray<FigureChange> First => [.. _first];

    /// <summary>Compares one partition.</summary>
    /// <param name="key">Which.</param>
    /// <param name="before">Its series as they stand.</param>
    /// <param name="after">Its series as they would be.</param>
    public void Add(PartitionKey key, IReadOnlyDictionary<SettlementPoint, PartitionSeries> before, IReadOnlyDictionary<SettlementPoint, PartitionSeries> after)
    {
        foreach (var point in before.Keys.Union(after.Keys).Order(PointOrder.Instance))
        {
            var (old, @new) = (before.GetValueOrDefault(point), after.GetValueOrDefault(point));
            if (!ReferenceEquals(old, @new))
            {
                Add(new SeriesKey(key.Market, key.Product, point), old, @new);
            }
        }
    }

    private void Add(SeriesKey key, PartitionSeries? before, PartitionSeries? after)
    {
        var sum = _series.GetValueOrDefault(key) ?? new(key, 0, 0, 0, 0, null, null);
        var (days, changed, gone) = (new NewDays(MarketZones.Of(key.Market, rules(key.Market))), 0, 0);
        int left = 0, right = 0;
        while (left < (before?.Starts.Length ?? 0) || right < (after?.Starts.Length ?? 0))
        {
            var old = before is not null && left < before.Starts.Length ? before.Starts[left] : long.MaxValue;
            var @new = after is not null && right < after.Starts.Length ? after.Starts[right] : long.MaxValue;
            if (@new < old)
            {
                days.Add(@new);
            }
            else if (old < @new)
            {
                gone++;
                Show(key, old, before!.Values[left], null);
            }
            else if (before!.Values[left] != after!.Values[right])
            {
                changed++;
                Show(key, old, before.Values[left], after.Values[right]);
            }

            left += old <= @new ? 1 : 0;
            right += @new <= old ? 1 : 0;
        }

        _series[key] = sum with
        {
            New = sum.New + days.Intervals,
            Changed = sum.Changed + changed,
            Gone = sum.Gone + gone,
            NewDays = sum.NewDays + days.Days,
            FirstNew = sum.FirstNew ?? days.First,
            LastNew = days.Last ?? sum.LastNew,
        };
    }

    private void Show(SeriesKey key, long start, decimal before, decimal? after)
    {
        if (_first.Count < ArchiveReview.MostShown)
        {
            _first.Add(new(key, Instant.FromUnixTimeSeconds(start), before, after));
        }
    }

    /// <summary>Counts ascending starts and the days that they lie on; the calendar is asked once a day.</summary>
    private sealed class NewDays(DateTimeZone zone)
    {
        private long _dayEnds = long.MinValue;

        public int Intervals { get; private set; }

        public int Days { get; private set; }

        public Instant? First { get; private set; }

        public Instant? Last { get; private set; }

        public void Add(long start)
        {
            var at = Instant.FromUnixTimeSeconds(start);
            Intervals++;
            First ??= at;
            Last = at;
            if (start >= _dayEnds)
            {
                Days++;
                _dayEnds = zone.AtStartOfDay(at.InZone(zone).Date.PlusDays(1)).ToInstant().ToUnixTimeSeconds();
            }
        }
    }
}
