using System.Collections.Concurrent;
using System.Collections.Immutable;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Journals;
using Spillway.App.People;
using Spillway.Engine;

namespace Spillway.App.Events;

/// <summary>The events of the desk's journal, what was measured of them, and their proofs. A proof is worked out in the background, one
/// at a time, and kept for a while. Any thread.</summary>
/// <param name="room">The desk and its surroundings.</param>
/// <param name="follower">Follows the journal.</param>
/// <param name="fold">What it has found.</param>
/// <param name="people">Where it is written down that a proof was taken.</param>
/// <param name="gate">Who may take one.</param>
public sealed class EventShelf(DeskRoom room, JournalFollower follower, EventFold fold, PeopleJournal people, Gate gate) : IDisposable
{
    // The proof of an event that goes on changes with every pass.
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(60);
    private const int MostProofs = 8;
    private const int MostFacts = 10_000;

    private readonly ConcurrentDictionary<string, (DateTime Written, EvidenceFacts Facts)> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<long, (Task<EventProof> Proof, long At)> _proofs = [];
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Lock _lock = new();

    /// <summary>How far the journal is read.</summary>
    public JournalFollower Follower => follower;

    /// <summary>The sheds and stops so far, oldest first; the reading of the journal begins where it has not.</summary>
    public ImmutableArray<JournalEvent> All()
    {
        follower.Begin();
        return fold.All;
    }

    /// <summary>The event of a name, waiting a moment for the journal to be read.</summary>
    /// <param name="name">The order's id, or the journal's number of the pass that took it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The event; null where there is none.</returns>
    public async Task<JournalEvent?> FindAsync(string name, CancellationToken cancellation)
    {
        await follower.CaughtUpAsync(TimeSpan.FromSeconds(10), cancellation).ConfigureAwait(false);
        return EventScan.Find(fold.All, name);
    }

    /// <summary>What was measured of an event; null where no evidence has been written yet.</summary>
    /// <param name="found">The event.</param>
    public EvidenceFacts? Facts(JournalEvent found)
    {
        if (EvidenceFacts.FileOf(room.DataFolder, found) is not { } file)
        {
            return null;
        }

        var written = File.GetLastWriteTimeUtc(file);
        if (_facts.TryGetValue(file, out var known) && known.Written == written)
        {
            return known.Facts;
        }

        if (_facts.Count >= MostFacts)
        {
            _facts.Clear();
        }

        var facts = EvidenceFacts.Read(file);
        _facts[file] = (written, facts);
        return facts;
    }

    /// <summary>The proof of an event.</summary>
    /// <param name="found">The event.</param>
    /// <param name="cancellation">Ends the wait, not the work.</param>
    /// <exception cref="RefusedException">It cannot be proved.</exception>
    public Task<EventProof> ProofAsync(JournalEvent found, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(found);
        lock (_lock)
        {
            if (!_proofs.TryGetValue(found.Number, out var kept) || IsOld(kept))
            {
                if (_proofs.Count >= MostProofs)
                {
                    _proofs.Remove(_proofs.MinBy(static one => one.Value.At).Key);
                }

                var token = _end.Token;
                kept = (Task.Run(() => WorkOutAsync(found, token), token), room.Wall.GetTimestamp());
                _proofs[found.Number] = kept;
            }

            return kept.Proof.WaitAsync(cancellation);
        }
    }

    /// <summary>Writes into the journal that the proof of an event was taken away.</summary>
    /// <param name="who">Who takes it.</param>
    /// <param name="found">The event.</param>
    /// <param name="form">In which form: <c>json</c>, <c>html</c> or <c>evidence</c>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/>.</exception>
    public async Task TakenAsync(Actor who, JournalEvent found, string form, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(found);
        gate.Demand(who, DeskAction.TakeProof);
        await people.RecordAsync(PersonKinds.ProofTaken, who, writer =>
        {
            writer.WriteString("event", found.Order.Id.Text);
            writer.WriteNumber("event_number", found.Number);
            writer.WriteString("form", form);
        }, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private bool IsOld((Task<EventProof> Proof, long At) kept) =>
        kept.Proof.IsCompleted && (!kept.Proof.IsCompletedSuccessfully || room.Wall.GetElapsedTime(kept.At) > _fresh);

    private async Task<EventProof> WorkOutAsync(JournalEvent found, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await JournalEvents.ProofAsync(room.DataFolder, room.View.Time, found, fold.All, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }
}
