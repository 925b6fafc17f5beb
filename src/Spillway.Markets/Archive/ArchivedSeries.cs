using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Markets.Archive;

/// <summary>The standing figures of one series, with what stood before where a figure was corrected.</summary>
/// <param name="Key">Which series.</param>
/// <param name="Interval">The length of every interval.</param>
/// <param name="StartsUnixSeconds">Interval starts, UTC seconds since 1970, strictly ascending.</param>
/// <param name="Values">The standing figure of each start.</param>
/// <param name="Sources">For each start the number of the source its standing figure came from.</param>
/// <param name="Revisions">Replaced figures, by start and then by when they were known.</param>
public sealed record ArchivedSeries(
    SeriesKey Key,
    Duration Interval,
    long[] StartsUnixSeconds,
    decimal[] Values,
    int[] Sources,
    ImmutableArray<ArchivedRevision> Revisions);
