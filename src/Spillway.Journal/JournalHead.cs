using NodaTime;

namespace Spillway.Journal;

/// <summary>Where the journal ends.</summary>
/// <param name="Number">The number of the last record; 0 before the first.</param>
/// <param name="At">The instant of the last record; the Unix epoch before the first.</param>
/// <param name="Hash">The hash of the last record, which stands for all before it.</param>
public sealed record JournalHead(long Number, Instant At, JournalHash Hash)
{
    /// <summary>The head of a journal without a record.</summary>
    public static JournalHead Empty { get; } = new(0, NodaConstants.UnixEpoch, JournalHash.Beginning);
}
