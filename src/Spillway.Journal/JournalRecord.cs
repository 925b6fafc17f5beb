using NodaTime;

namespace Spillway.Journal;

/// <summary>A record as the journal keeps it.</summary>
/// <param name="Number">Its place: 1, 2, 3 … without a gap.</param>
/// <param name="At">When the journal took it, to the microsecond. Goes back only where the clock was set back by a second or more, and then a record of the kind <see cref="JournalKinds.ClockSteppedBack"/> says so.</param>
/// <param name="Kind">What kind of fact it is.</param>
/// <param name="Version">The version of the payload's shape, from 1.</param>
/// <param name="Payload">The bytes that were recorded.</param>
public sealed record JournalRecord(long Number, Instant At, string Kind, int Version, ReadOnlyMemory<byte> Payload);
