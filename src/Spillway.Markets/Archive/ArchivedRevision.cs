using NodaTime;

namespace Spillway.Markets.Archive;

/// <summary>A figure that stood until a later one replaced it.</summary>
/// <param name="StartUnixSeconds">The interval's start, UTC seconds since 1970.</param>
/// <param name="Value">What was published, in the unit of the product.</param>
/// <param name="KnownAt">When it became known.</param>
/// <param name="ReplacedAt">When the figure that replaced it became known.</param>
/// <param name="Source">Number of the <see cref="ArchiveSource"/> it came from.</param>
public sealed record ArchivedRevision(long StartUnixSeconds, decimal Value, Instant KnownAt, Instant ReplacedAt, int Source);
