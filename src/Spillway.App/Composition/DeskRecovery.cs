using NodaTime;
using Spillway.App.Records;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;
using Spillway.Journal;

namespace Spillway.App.Composition;

/// <summary>Rebuilds what the desk remembered from its journal: the last checkpoint, and every pass after it folded in. Where an order
/// that holds began before it, the journal is read from before that order, so that its evidence is whole.</summary>
/// <param name="State">The state after the last pass; null where the journal holds none, or none of this plant.</param>
/// <param name="Last">The number of the last command given, whatever the plant.</param>
/// <param name="Passes">How many passes were folded.</param>
/// <param name="Unanswered">How many commands had no outcome.</param>
internal sealed record DeskRecovery(ControlState? State, long Last, long Passes, int Unanswered)
{
    /// <summary>How far back a journal is read for the evidence of an order: a site waits for its desk meanwhile.</summary>
    private static readonly Duration _longestEvidence = Duration.FromHours(24);

    /// <summary>Reads the journal.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="pointer">Where the last checkpoint may be.</param>
    /// <param name="plant">The plant.</param>
    /// <param name="evidence">Gathers on what the earlier desk was gathering.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="Engine.RefusedException">A record is not as it was written.</exception>
    public static async Task<DeskRecovery> ReadAsync(
        IRecordJournal journal, CheckpointPointer pointer, Plant plant, EvidenceBook evidence, CancellationToken cancellation)
    {
        var reading = new Reading(journal, pointer.Parts, plant, evidence);
        if (pointer.Read() is { } number && number <= journal.Head.Number
            && await FromAsync(reading, number, cancellation).ConfigureAwait(false) is { State: { } state } quick)
        {
            return evidence.MissingFrom is { } missing
                ? await FromAsync(reading, await CheckpointTrail.BeforeAsync(journal, number, Instant.Max(missing, state.At - _longestEvidence), cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false)
                : quick;
        }

        return await FromAsync(reading, 1, cancellation).ConfigureAwait(false);
    }

    private static async Task<DeskRecovery> FromAsync(Reading reading, long from, CancellationToken cancellation)
    {
        var (journal, parts, plant, evidence) = reading;
        evidence.Forget();
        ControlState? state = null;
        long last = 0;
        long passes = 0;
        await foreach (var record in journal.ReadAsync(from, cancellation).ConfigureAwait(false))
        {
            if (record.Kind == RecordKinds.Checkpoint)
            {
                var (part, digest) = Checkpoint.Read(record.Payload);
                var kept = StateCodec.Read(parts.Read(part), digest);
                last = Math.Max(last, kept.LastCommand.Number);
                if (state is null && Fits(kept, plant))
                {
                    evidence.Begin(kept);
                }

                state = Fits(kept, plant) ? kept : null;
                passes = 0;
            }
            else if (record.Kind == RecordKinds.Pass)
            {
                var (frame, turn) = PassCodec.Read(record.Payload);
                last = Math.Max(last, Newest(turn));
                state = state?.Apply(plant, frame, turn);
                passes++;
                if (state is not null)
                {
                    evidence.Recover(frame, turn, state);
                }
            }
        }

        return new(state?.Listening(), last, passes, state is null ? 0 : Pending(state));
    }

    // A site file that was changed meanwhile describes other machines: what was known of the old ones says nothing of them.
    internal static bool Fits(ControlState state, Plant plant) =>
        state.Machines.Length == plant.Machines && state.Feeds.Length == plant.Feeds.Length && state.Draws.Length == plant.Groups.Length;

    private static long Newest(ControlTurn turn)
    {
        long newest = 0;
        foreach (var command in turn.Machines)
        {
            newest = Math.Max(newest, command.Id.Number);
        }

        foreach (var command in turn.Feeds)
        {
            newest = Math.Max(newest, command.Id.Number);
        }

        return newest;
    }

    private static int Pending(ControlState state)
    {
        var pending = 0;
        foreach (var machine in state.Machines)
        {
            pending += machine.Pending.Number > 0 ? 1 : 0;
        }

        foreach (var feed in state.Feeds)
        {
            pending += feed.Pending.Number > 0 ? 1 : 0;
        }

        return pending;
    }

    private sealed record Reading(IRecordJournal Journal, PartStore Parts, Plant Plant, EvidenceBook Evidence);
}
