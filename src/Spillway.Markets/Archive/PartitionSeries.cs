using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Markets.Archive;

/// <summary>One series within one partition: standing figures, ascending, and replaced ones.</summary>
internal sealed record PartitionSeries(
    Duration Interval, long[] Starts, decimal[] Values, int[] Sources, ImmutableArray<ArchivedRevision> Revisions)
{
    public static PartitionSeries Empty(Duration interval) => new(interval, [], [], [], []);
}
