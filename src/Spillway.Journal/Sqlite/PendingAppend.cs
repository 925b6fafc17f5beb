namespace Spillway.Journal.Sqlite;

/// <summary>One append on its way to the disk.</summary>
/// <param name="entries">What is to be recorded.</param>
internal sealed class PendingAppend(IReadOnlyList<JournalEntry> entries)
{
    // Whoever waits goes on elsewhere: the writer's thread is for the disk.
    private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<JournalEntry> Entries { get; } = entries;

    /// <summary>The number of the last of its entries, once they are inserted.</summary>
    public long LastNumber { get; set; }

    public Task<long> Done => _done.Task;

    public void Acknowledge() => _done.SetResult(LastNumber);

    public void Fail(Exception cause) => _done.SetException(cause);
}
