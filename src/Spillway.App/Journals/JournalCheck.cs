using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.Engine;
using Spillway.Journal.Proof;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Journals;

/// <summary>Verifies the desk's journal in the background, one verification at a time, and writes into the journal that it was done and
/// by whom. Any thread.</summary>
/// <param name="room">The desk and its surroundings.</param>
/// <param name="people">Where it is written down.</param>
/// <param name="gate">Who may.</param>
public sealed class JournalCheck(DeskRoom room, PeopleJournal people, Gate gate) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _end;
    private Task _work = Task.CompletedTask;
    private JournalCheckState? _state;

    /// <summary>The newest verification; null where there was none since the desk began.</summary>
    public JournalCheckState? State => Volatile.Read(ref _state);

    /// <summary>Ends with the verification that runs, and what is written about it; ended where none runs.</summary>
    public Task Ended => Volatile.Read(ref _work);

    /// <summary>Begins to verify.</summary>
    /// <param name="who">Who asks.</param>
    /// <returns>How it stands.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/>, <see cref="JournalReadErrors.Busy"/> or <see cref="JournalReadErrors.None"/>.</exception>
    public JournalCheckState Begin(Actor who)
    {
        ArgumentNullException.ThrowIfNull(who);
        gate.Demand(who, DeskAction.SeeJournal);
        if (room.Journal is null)
        {
            throw new RefusedException(JournalReadErrors.None, $"'{room.DataFolder}' holds none.");
        }

        lock (_lock)
        {
            if (_state is { IsRunning: true } running)
            {
                throw new RefusedException(JournalReadErrors.Busy, $"'{running.By}' began it; {running.Read} of {running.Head} records are read.");
            }

            _end?.Dispose();
            _end = new();
            var begun = new JournalCheckState(who.Name, Instant.FromDateTimeOffset(room.View.Time.GetUtcNow()), room.Journal.Head.Number, 0, null, null, IsRunning: true);
            Volatile.Write(ref _state, begun);
            var token = _end.Token;
            Volatile.Write(ref _work, Task.Run(() => RunAsync(who, begun, token), CancellationToken.None));
            return begun;
        }
    }

    /// <summary>Ends a running verification without a result.</summary>
    /// <param name="who">Who asks.</param>
    public void Cancel(Actor who)
    {
        gate.Demand(who, DeskAction.SeeJournal);
        lock (_lock)
        {
            _end?.Cancel();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task work;
        lock (_lock)
        {
            _end?.Cancel();
            work = _work;
        }

        await work.ConfigureAwait(false);
        _end?.Dispose();
    }

    private async Task RunAsync(Actor who, JournalCheckState begun, CancellationToken cancellation)
    {
        try
        {
            var found = JournalVerifier.Verify(SqliteJournal.FolderIn(room.DataFolder), new Reader(this, begun), cancellation);
            Volatile.Write(ref _state, begun with { Read = found.Records, Result = found, IsRunning = false });
            await people.RecordAsync(PersonKinds.JournalVerified, who, writer =>
            {
                writer.WriteNumber("records", found.Records);
                writer.WriteBoolean("whole", found.IsWhole);
                writer.WriteNumber("head_number", found.Head?.Number ?? 0);
                writer.WriteString("head_hash", found.Head?.Hash.ToString());
                writer.WriteNumber("findings", found.Findings.Length);
            }, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Volatile.Write(ref _state, begun with { Read = _state?.Read ?? 0, Fault = "cancelled", IsRunning = false });
        }
        catch (RefusedException refusal)
        {
            Volatile.Write(ref _state, (_state ?? begun) with { Fault = refusal.Message, IsRunning = false });
        }
    }

    private sealed class Reader(JournalCheck check, JournalCheckState begun) : IProgress<long>
    {
        public void Report(long value) => Volatile.Write(ref check._state, begun with { Read = value });
    }
}
