using System.Collections.Immutable;
using Spillway.Engine;
using Spillway.Journal;

namespace Spillway.App.Journals;

/// <summary>Reads the journal beside the desk from when somebody first asks, and then whatever is added to it. It holds nothing that the
/// desk's thread takes.</summary>
/// <param name="journal">The journal; null where none is kept.</param>
/// <param name="wall">The wall clock.</param>
/// <param name="folds">What is put together from it.</param>
public sealed class JournalFollower(IRecordJournal? journal, TimeProvider wall, ImmutableArray<IJournalFold> folds) : IAsyncDisposable
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _work;
    private long _read;
    private string? _fault;

    /// <summary>The last record that was read.</summary>
    public long Read => Volatile.Read(ref _read);

    /// <summary>The last record that there is.</summary>
    public long Head => journal?.Head.Number ?? 0;

    /// <summary>Whether it has once read all that there was.</summary>
    public bool IsCaughtUp => _caughtUp.Task.IsCompleted;

    /// <summary>Why it reads no further; null where it does.</summary>
    public string? Fault => Volatile.Read(ref _fault);

    /// <summary>Begins to read, where that has not begun yet.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _work ??= Task.Run(WorkAsync);
        }
    }

    /// <summary>Begins to read and waits until all that there was is read.</summary>
    /// <param name="most">How long at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether it was.</returns>
    public async Task<bool> CaughtUpAsync(TimeSpan most, CancellationToken cancellation)
    {
        Begin();
        try
        {
            await _caughtUp.Task.WaitAsync(most, wall, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task? work;
        lock (_gate)
        {
            work = _work;
            _work ??= Task.CompletedTask;
        }

        await _end.CancelAsync().ConfigureAwait(false);
        if (work is not null)
        {
            await work.ConfigureAwait(false);
        }

        _end.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            if (journal is not null)
            {
                await FollowAsync(journal).ConfigureAwait(false);
            }

            _caughtUp.TrySetResult();
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Ended in order.
        }
        catch (RefusedException refusal)
        {
            // A record that cannot be read is the check's to judge; what was read so far stays.
            Volatile.Write(ref _fault, refusal.Message);
            _caughtUp.TrySetResult();
        }
    }

    private async Task FollowAsync(IRecordJournal from)
    {
        var wanted = folds.Select(fold => (Fold: fold, From: fold.From(from.Head.Number))).ToList();
        var next = wanted.Count == 0 ? 1 : Math.Max(1, wanted.Min(static one => one.From));
        while (true)
        {
            if (from.Head.Number >= next)
            {
                await foreach (var record in from.ReadAsync(next, _end.Token).ConfigureAwait(false))
                {
                    foreach (var (fold, first) in wanted)
                    {
                        if (record.Number >= first)
                        {
                            fold.Take(record);
                        }
                    }

                    Volatile.Write(ref _read, record.Number);
                    next = record.Number + 1;
                }
            }

            _caughtUp.TrySetResult();
            await Task.Delay(_every, wall, _end.Token).ConfigureAwait(false);
        }
    }
}
