namespace Spillway.App.Earnings;

/// <summary>Results that are dear to make: made once for all who ask for the same, kept for those who come later, and given up when
/// nobody waits any more. Any thread.</summary>
/// <typeparam name="TKey">What a result is of.</typeparam>
/// <typeparam name="TValue">The result.</typeparam>
/// <param name="kept">How many finished results are kept; the one that was not asked for the longest goes first.</param>
public sealed class SharedWork<TKey, TValue>(int kept) : IDisposable
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Entry> _entries = [];
    private readonly CancellationTokenSource _end = new();
    private long _asked;

    /// <summary>A result that is there already.</summary>
    /// <param name="key">Of what.</param>
    /// <returns>The result; null where it is not made yet.</returns>
    public TValue? Find(TKey key)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(key, out var entry) && entry.Work is { IsCompletedSuccessfully: true } work ? work.Result : null;
        }
    }

    /// <summary>How far the making of a result is.</summary>
    /// <param name="key">Of what.</param>
    /// <returns>How far; null where nobody makes it.</returns>
    public WorkStep? ProgressOf(TKey key)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(key, out var entry) && !entry.Work.IsCompleted ? entry.Progress.Now : null;
        }
    }

    /// <summary>Gives a result: kept, being made by another's wish, or made now.</summary>
    /// <param name="key">Of what.</param>
    /// <param name="make">Makes it, off the caller's thread.</param>
    /// <param name="cancellation">Ends this wait; the work itself ends with the last who waits.</param>
    /// <returns>The result.</returns>
    public async Task<TValue> GetAsync(TKey key, Func<WorkProgress, CancellationToken, Task<TValue>> make, CancellationToken cancellation)
    {
        var entry = Enter(key, make);
        try
        {
            return await entry.Work.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            Leave(key, entry);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private Entry Enter(TKey key, Func<WorkProgress, CancellationToken, Task<TValue>> make)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                var ending = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
                var progress = new WorkProgress();
                entry = new(Task.Run(() => make(progress, ending.Token), ending.Token), progress, ending);
                _entries[key] = entry;
            }

            entry.Waiting++;
            entry.Asked = ++_asked;
            return entry;
        }
    }

    private void Leave(TKey key, Entry entry)
    {
        lock (_gate)
        {
            entry.Waiting--;
            if (entry.Waiting > 0 || entry.Work.IsCompletedSuccessfully)
            {
                Drop();
                return;
            }

            // Nobody waits for it, or it failed: the next one who asks begins anew.
            if (_entries.TryGetValue(key, out var there) && there == entry)
            {
                _entries.Remove(key);
            }

            entry.Ending.Cancel();
        }
    }

    private void Drop()
    {
        var finished = _entries.Where(static one => one.Value.Work.IsCompleted && one.Value.Waiting == 0).OrderByDescending(static one => one.Value.Asked).Skip(kept).ToList();
        foreach (var (key, entry) in finished)
        {
            _entries.Remove(key);
            entry.Ending.Dispose();
        }
    }

    private sealed class Entry(Task<TValue> work, WorkProgress progress, CancellationTokenSource ending)
    {
        public Task<TValue> Work { get; } = work;

        public WorkProgress Progress { get; } = progress;

        public CancellationTokenSource Ending { get; } = ending;

        public int Waiting { get; set; }

        public long Asked { get; set; }
    }
}
