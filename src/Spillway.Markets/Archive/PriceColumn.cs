using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;

namespace Spillway.Markets.Archive;

/// <summary>A column that a price series may be made of, wherever it came from.</summary>
/// <param name="Key">Which series.</param>
/// <param name="Interval">The length of every interval.</param>
/// <param name="Starts">UTC seconds since 1970, strictly ascending.</param>
/// <param name="Values">One figure for each start.</param>
/// <param name="Revisions">What stood before, by start; empty for files.</param>
/// <param name="Sources">The files it came from.</param>
internal sealed record PriceColumn(
    SeriesKey Key,
    Duration Interval,
    long[] Starts,
    decimal[] Values,
    ImmutableArray<ArchivedRevision> Revisions,
    ImmutableArray<SourceFile> Sources);
