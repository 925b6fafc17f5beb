using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Journals;
using Spillway.App.Records;
using Spillway.Engine.Signals.Field;
using Spillway.Journal;
using Spillway.Units;

namespace Spillway.App.Machines;

/// <summary>Finds in the journal what a machine was told and how it was seen, from the end backwards.</summary>
/// <param name="pager">The journal.</param>
public sealed class MachineHistory(JournalPager pager)
{
    /// <summary>The most records that one reading looks at.</summary>
    public const int MostLooked = 5_000;

    // A command's outcome comes within so many passes; a reading that begins in the middle looks that far ahead for it.
    private const int OutcomeWithin = 200;
    private const int Chunk = 1_000;

    private static readonly byte[] _told = "\"told\":["u8.ToArray();
    private static readonly byte[] _machines = "\"machines\":["u8.ToArray();
    private static readonly byte[] _outcomes = "\"outcomes\":["u8.ToArray();
    private static readonly byte[] _unanswered = "\"unanswered\":["u8.ToArray();

    /// <summary>The newest entries of a machine.</summary>
    /// <param name="machine">Its number in the plant.</param>
    /// <param name="before">Only of records with lower numbers; null begins at the end.</param>
    /// <param name="most">How many entries at most.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The entries, the newest first, and before which number to look on; null where the beginning was reached.</returns>
    /// <exception cref="Spillway.Engine.RefusedException">A record cannot be read.</exception>
    public async Task<(ImmutableArray<MachineEntry> Entries, long? Next)> ReadAsync(int machine, long? before, int most, CancellationToken cancellation)
    {
        var end = Math.Min(before ?? long.MaxValue, pager.Head + 1);
        var next = Math.Min(end + OutcomeWithin, pager.Head + 1);
        var least = Math.Max(1, end - MostLooked);
        var ended = new Dictionary<CommandId, (OutcomeKind Kind, Instant At)>();
        var found = new List<MachineEntry>();
        while (next > least && found.Count < most)
        {
            var records = await pager.ChunkAsync(next, (int)Math.Min(Chunk, next - least), cancellation).ConfigureAwait(false);
            if (records.Count == 0)
            {
                return ([.. found], null);
            }

            foreach (var record in records)
            {
                next = record.Number;
                Take(record, machine, next < end, ended, found);
                if (found.Count >= most)
                {
                    break;
                }
            }
        }

        return ([.. found], next > 1 ? next : null);
    }

    private static void Take(JournalRecord record, int machine, bool isWanted, Dictionary<CommandId, (OutcomeKind Kind, Instant At)> ended, List<MachineEntry> found)
    {
        var payload = record.Payload.Span;
        if (record.Kind != RecordKinds.Pass
            || (payload.IndexOf(_told) < 0 && payload.IndexOf(_machines) < 0 && payload.IndexOf(_outcomes) < 0 && payload.IndexOf(_unanswered) < 0))
        {
            return;
        }

        var (frame, turn) = PassCodec.Read(record.Payload);
        foreach (var outcome in frame.Outcomes.Concat(turn.Unanswered))
        {
            ended[outcome.Command] = (outcome.Kind, turn.At);
        }

        if (!isWanted)
        {
            return;
        }

        // Newest first: what was told in a pass came after what was seen in it.
        foreach (var command in turn.Machines.Where(command => command.Machine == machine).Reverse())
        {
            var known = ended.TryGetValue(command.Id, out var end);
            found.Add(new(record.Number, turn.At, command, known ? end.Kind : null, known ? end.At : null, null));
        }

        foreach (var note in frame.Machines.Where(note => note.Machine == machine).Reverse())
        {
            if (found.LastOrDefault() is { Seen: { } later } && later.Condition == note.Condition)
            {
                // Nothing but watts changed in between: the first of them is when it came to be so.
                found.RemoveAt(found.Count - 1);
            }

            found.Add(new(record.Number, frame.At, null, null, null, note));
        }
    }
}
