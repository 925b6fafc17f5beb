using NodaTime;

namespace Spillway.Journal.Proof;

/// <summary>One thing that is wrong with a journal.</summary>
/// <param name="Kind">What.</param>
/// <param name="Number">The first record it concerns.</param>
/// <param name="LastNumber">The last record it concerns; equal to <paramref name="Number"/> where it is one.</param>
/// <param name="At">The instant of that record; of the nearest one before it where the record itself is not there; null where none is known.</param>
/// <param name="Detail">What a person should know, in one sentence without a full stop.</param>
public sealed record JournalFinding(JournalFindingKind Kind, long Number, long LastNumber, Instant? At, string Detail);
