using System.Collections.Immutable;
using Spillway.Engine.Signals;

namespace Spillway.Markets.Feeds;

/// <summary>What a price source said when it was asked.</summary>
/// <param name="Prices">Every interval it gave, oldest first, with the neighbours of the source's own series; empty where it
/// said nothing new.</param>
/// <param name="Series">The points and the interval length of <paramref name="Prices"/>; null where it said nothing.</param>
/// <param name="Fault">Why it could not be read, for people; null where it could. What was known before still stands.</param>
public sealed record FeedAnswer(ImmutableArray<PricedInterval> Prices, FeedSeries? Series, string? Fault)
{
    /// <summary>The prices it gave of the other point of the site's pair, oldest first; empty where it gave none.</summary>
    public ImmutableArray<PairedPrice> Paired { get; init; } = [];

    /// <summary>The source was reached and has nothing new.</summary>
    public static FeedAnswer Unchanged { get; } = new([], null, null);

    /// <summary>The source could not be read.</summary>
    /// <param name="fault">Why, for people.</param>
    /// <returns>The answer.</returns>
    public static FeedAnswer Failed(string fault) => new([], null, fault);

    /// <summary>The source gave a series.</summary>
    /// <param name="series">The series.</param>
    /// <returns>The answer.</returns>
    public static FeedAnswer Of(PriceSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new(series.Intervals, new(series.Points, series.Points.IndexOf(series.Own), series.Interval), null) { Paired = series.Paired };
    }
}
