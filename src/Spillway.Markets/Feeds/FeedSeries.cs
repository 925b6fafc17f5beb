using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Markets.Feeds;

/// <summary>What a price source's rows are about.</summary>
/// <param name="Points">The points whose prices each row carries, in the order of its peers.</param>
/// <param name="OwnIndex">Which of them is the site's own.</param>
/// <param name="Interval">The length of every interval.</param>
public sealed record FeedSeries(ImmutableArray<SettlementPoint> Points, int OwnIndex, Duration Interval);
