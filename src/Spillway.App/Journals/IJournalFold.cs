using Spillway.Journal;

namespace Spillway.App.Journals;

/// <summary>Something that is put together from the journal's records while they are followed.</summary>
public interface IJournalFold
{
    /// <summary>From which record on it wants them.</summary>
    /// <param name="head">The last record when the following begins.</param>
    long From(long head);

    /// <summary>Takes a record; they come in the order of their numbers, on one thread at a time.</summary>
    /// <param name="record">The record.</param>
    void Take(JournalRecord record);
}
