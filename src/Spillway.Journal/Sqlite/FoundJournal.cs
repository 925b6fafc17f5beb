namespace Spillway.Journal.Sqlite;

/// <summary>A journal as it was found, checked at its end and taken over.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Name">The newest month; nothing where there is none yet.</param>
/// <param name="Segment">The newest month where it is open; null where the next record begins a new one.</param>
/// <param name="End">The last record.</param>
/// <param name="Epoch">The epoch of this writer.</param>
internal sealed record FoundJournal(JournalFolder Folder, SegmentName Name, SegmentWriter? Segment, ChainEnd End, long Epoch) : IDisposable
{
    public void Dispose() => Segment?.Dispose();
}
