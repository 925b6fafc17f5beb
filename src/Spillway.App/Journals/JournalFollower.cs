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
    private static readonly TimeSpan _seldom = TimeSpan.FromMinutes(1);

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

    /// <summary>Why it reads no further for now; null where it does.</summary>
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
        catch (Exception fault)
        {
            // A fault of the program: whoever asks is told that nothing more is read, and whoever ends the desk is thrown it.
            Stop(fault.Message);
            throw;
        }
    }

    private async Task FollowAsync(IRecordJournal from)
    {
        var wanted = folds.Select(fold => new Wanting(fold, fold.From(from.Head.Number))).ToList();
        var pause = _every;
        while (true)
        {
            try
            {
                await ReadOnAsync(from, wanted).ConfigureAwait(false);
                Volatile.Write(ref _fault, null);
                _caughtUp.TrySetResult();
                pause = _every;
            }
            catch (RefusedException refusal)
            {
                // A file that is busy or out of reach for a moment must not leave every list as it is for as long as the desk runs. What is
                // damaged stays so and is the check's to judge: it is looked at less and less often, and what was read so far stands.
                Stop(refusal.Message);
                pause = pause * 2 < _seldom ? pause * 2 : _seldom;
            }

            await Task.Delay(pause, wall, _end.Token).ConfigureAwait(false);
        }
    }

    private async Task ReadOnAsync(IRecordJournal from, List<Wanting> wanted)
    {
        var next = wanted.Count == 0 ? Read + 1 : Math.Max(1, wanted.Min(static one => one.From));
        if (from.Head.Number < next)
        {
            return;
        }

        await foreach (var record in from.ReadAsync(next, _end.Token).ConfigureAwait(false))
        {
            foreach (var one in wanted)
            {
                if (record.Number >= one.From)
                {
                    one.Fold.Take(record);
                    one.From = record.Number + 1;
                }
            }

            Volatile.Write(ref _read, record.Number);
        }
    }

    private void Stop(string why)
    {
        Volatile.Write(ref _fault, why);
        _caughtUp.TrySetResult();
    }

    // A record that one fold took is not given to it again where another refused it.
    private sealed class Wanting(IJournalFold fold, long from)
    {
        public IJournalFold Fold => fold;

        public long From { get; set; } = from;
    }
}
