namespace Spillway.Journal;

/// <summary>A record with its place in the chain.</summary>
/// <param name="Record">The record.</param>
/// <param name="Previous">The hash of the record before it.</param>
/// <param name="Hash">Its own hash.</param>
public sealed record ChainedRecord(JournalRecord Record, JournalHash Previous, JournalHash Hash)
{
    /// <summary>When the journal took it, as it is hashed: microseconds since 1970.</summary>
    public long AtUnixMicroseconds => Microseconds.Of(Record.At);

    /// <summary>The hash of a record out of its fields.</summary>
    /// <param name="previous">The hash of the record before it.</param>
    /// <param name="number">Its number.</param>
    /// <param name="atUnixMicroseconds">When the journal took it, microseconds since 1970.</param>
    /// <param name="kind">Its kind and the version of its payload.</param>
    /// <param name="payload">Its payload.</param>
    /// <returns>The hash; docs/reference/journal.md states the bytes.</returns>
    public static JournalHash HashOf(JournalHash previous, long number, long atUnixMicroseconds, (string Name, int Version) kind, ReadOnlySpan<byte> payload) =>
        JournalLink.Hash(previous, new(number, atUnixMicroseconds, kind.Name, kind.Version, payload));
}
