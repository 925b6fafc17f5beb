using System.Threading.Channels;

namespace Spillway.Journal.Sqlite;

/// <summary>Gathers what waits for the disk into groups, one group a commit; one thread writes them.</summary>
internal sealed class AppendQueue : IAsyncDisposable
{
    private readonly Channel<PendingAppend> _queue;
    private readonly Action<IReadOnlyList<PendingAppend>> _commit;
    private readonly int _groupLimit;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to write.</summary>
    /// <param name="settings">The limits.</param>
    /// <param name="commit">Makes a group last, or throws.</param>
    public AppendQueue(JournalSettings settings, Action<IReadOnlyList<PendingAppend>> commit)
    {
        _commit = commit;
        _groupLimit = settings.GroupLimit;
        _queue = Channel.CreateBounded<PendingAppend>(new BoundedChannelOptions(settings.QueueLimit) { SingleReader = true });
        new Thread(Write) { IsBackground = true, Name = "journal" }.Start();
    }

    public async ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        var append = new PendingAppend(entries);
        try
        {
            await _queue.Writer.WriteAsync(append, cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteJournal));
        }

        return await append.Done.ConfigureAwait(false);
    }

    /// <summary>Writes what is queued and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _ended.Task.ConfigureAwait(false);
    }

    private void Write()
    {
        var group = new List<PendingAppend>();

        // This thread has nothing else to do than to wait for the queue and for the disk.
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            for (var entries = 0; entries < _groupLimit && _queue.Reader.TryRead(out var append); entries += append.Entries.Count)
            {
                group.Add(append);
            }

            Write(group);
        }

        _ended.SetResult();
    }

    private void Write(List<PendingAppend> group)
    {
        try
        {
            _commit(group);
        }
        catch (Exception cause)
        {
            // Nobody but those who wait can be told, and each of them is: a group that was not kept fails as a whole.
            group.ForEach(append => append.Fail(cause));
            return;
        }

        group.ForEach(append => append.Acknowledge());
    }
}
