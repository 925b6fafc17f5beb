using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;

namespace Spillway.Engine.Forecasts;

/// <summary>What the market published beside real-time prices, by the hour: a view over a log that only grows.</summary>
/// <remarks>Adding to the newest view what became known no earlier than all it holds shares the log: up to that time the
/// older view still answers as it did. Adding to an older view, adding what was known earlier, or correcting a figure
/// copies the log first.</remarks>
public sealed class PublicationBook
{
    private readonly Log _log;
    private readonly int _count;

    private PublicationBook(Log log, int count)
    {
        _log = log;
        _count = count;
    }

    /// <summary>A book that knows nothing.</summary>
    public static PublicationBook Empty => new(new Log(), 0);

    /// <summary>Whether nothing is known.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>The book with more figures.</summary>
    /// <param name="publications">What became known, oldest first; a figure for a known hour corrects it.</param>
    /// <returns>The longer book; this one answers as before about every time up to the newest it knew of.</returns>
    public PublicationBook With(ImmutableArray<Publication> publications) => With(publications, Instant.MinValue);

    /// <summary>The book of which a question is asked, with what has come since the one before.</summary>
    /// <param name="publications">What has come, oldest first; some of it may have been to be known before the question before.</param>
    /// <param name="asked">The time of the question.</param>
    /// <returns>The longer book; this one answers as before about every time up to that of its own question.</returns>
    public PublicationBook With(ImmutableArray<Publication> publications, Instant asked)
    {
        if (publications.IsEmpty)
        {
            _log.Asked = Instant.Max(_log.Asked, asked);
            return this;
        }

        var first = publications.Min(one => one.KnownAt);
        var isLater = _log.All.Count == _count && first >= _log.NewestKnownAt && first > _log.Asked;
        var log = isLater ? _log : Copy(_log.All.Take(_count));
        foreach (var publication in publications)
        {
            if (!log.TryAdd(publication))
            {
                log = Copy(log.All.Where(one => !IsSame(one, publication)).Append(publication));
            }
        }

        log.Asked = Instant.Max(log.Asked, asked);
        return new(log, log.All.Count);
    }

    /// <summary>The series of one kind at the first of some points that has one.</summary>
    /// <param name="kind">What it tells.</param>
    /// <param name="points">Points in order of preference.</param>
    /// <returns>The series; null where none of the points has one.</returns>
    internal HourlyFigures? Find(PublicationKind kind, params ReadOnlySpan<string> points)
    {
        foreach (var point in points)
        {
            if (_log.Series.TryGetValue((kind, point), out var series))
            {
                return series;
            }
        }

        return null;
    }

    /// <summary>The series of one kind at the point whose name comes first.</summary>
    internal HourlyFigures? First(PublicationKind kind) => _log.First(kind);

    private static bool IsSame(Publication one, Publication other) =>
        one.Kind == other.Kind && one.Point == other.Point && one.Start == other.Start;

    private static Log Copy(IEnumerable<Publication> publications)
    {
        var log = new Log();
        foreach (var publication in publications.ToList())
        {
            Invariant.Holds(log.TryAdd(publication));
        }

        return log;
    }

    private sealed class Log
    {
        private readonly Dictionary<PublicationKind, (string Point, HourlyFigures Series)> _first = [];

        public List<Publication> All { get; } = [];

        /// <summary>The latest question asked of it: what was to be known by then must not be added to it any more.</summary>
        public Instant Asked { get; set; } = Instant.MinValue;

        public Instant NewestKnownAt { get; private set; } = Instant.MinValue;

        public Dictionary<(PublicationKind Kind, string Point), HourlyFigures> Series { get; } = [];

        public HourlyFigures? First(PublicationKind kind) => _first.TryGetValue(kind, out var first) ? first.Series : null;

        public bool TryAdd(Publication publication)
        {
            var key = (publication.Kind, publication.Point);
            if (!Series.TryGetValue(key, out var series))
            {
                series = new();
                Series.Add(key, series);
                if (!_first.TryGetValue(key.Kind, out var first) || string.CompareOrdinal(key.Point, first.Point) < 0)
                {
                    _first[key.Kind] = (key.Point, series);
                }
            }

            var added = series.TryAdd(
                HourlyFigures.HourOf(publication.Start.ToUnixTimeSeconds()), publication.KnownAt.ToUnixTimeSeconds(), publication.Value);
            if (added)
            {
                All.Add(publication);
                NewestKnownAt = Instant.Max(NewestKnownAt, publication.KnownAt);
            }

            return added;
        }
    }
}
