using System.Collections.Immutable;
using Spillway.App.Records;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Journal;

namespace Spillway.App.Events;

/// <summary>Finds the orders that took power off in a journal.</summary>
public static class EventScan
{
    private const int Told = 1000;

    // What a pass without orders and endings does not hold: most passes need not be parsed.
    private static readonly byte[] _answers = "\"answers\":["u8.ToArray();
    private static readonly byte[] _endings = "\"endings\":["u8.ToArray();

    /// <summary>Reads a journal through.</summary>
    /// <param name="records">Its records in order.</param>
    /// <param name="progress">Told how many are done, every thousand; null for nobody.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <returns>The accepted ceilings, reductions and stops, oldest first.</returns>
    /// <exception cref="Engine.RefusedException">A record cannot be read.</exception>
    public static async Task<ImmutableArray<JournalEvent>> ReadAsync(
        IAsyncEnumerable<JournalRecord> records, IProgress<long>? progress, CancellationToken cancellation)
    {
        var found = new List<JournalEvent>();
        (long? Run, long? Checkpoint, long Done) at = default;
        await foreach (var record in records.WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (++at.Done % Told == 0)
            {
                progress?.Report(at.Done);
            }

            at = record.Kind switch
            {
                RecordKinds.RunStart => (record.Number, null, at.Done),
                RecordKinds.Checkpoint => at with { Checkpoint = record.Number },
                _ => at,
            };
            if (record.Kind == RecordKinds.Pass && HasOrders(record.Payload.Span))
            {
                Take(found, record, at.Run, at.Checkpoint);
            }
        }

        return [.. found];
    }

    /// <summary>The event of a name: the order's id, or the journal's number of the pass that took it.</summary>
    /// <param name="events">All of them.</param>
    /// <param name="name">The name.</param>
    /// <returns>The newest of that name; null where there is none.</returns>
    public static JournalEvent? Find(ImmutableArray<JournalEvent> events, string name) =>
        events.LastOrDefault(one => one.Order.Id.Text == name)
        ?? events.LastOrDefault(one => one.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == name);

    private static bool HasOrders(ReadOnlySpan<byte> payload) => payload.IndexOf(_answers) >= 0 || payload.IndexOf(_endings) >= 0;

    private static void Take(List<JournalEvent> found, JournalRecord record, long? run, long? checkpoint)
    {
        var (frame, turn) = PassCodec.Read(record.Payload);
        foreach (var ending in turn.Endings)
        {
            var open = found.FindLastIndex(one => one.Order.Id == ending.Order && one.End is null);
            if (open >= 0)
            {
                found[open] = found[open] with { End = new(turn.At, record.Number, ending.By?.Text) };
            }
        }

        for (var index = 0; index < turn.Answers.Length; index++)
        {
            var (order, answer) = (frame.Orders[index], turn.Answers[index]);
            if (answer.Verdict is OrderVerdict.Accepted or OrderVerdict.AcceptedWithinHigher
                && order.Kind is OrderKind.Ceiling or OrderKind.Reduction or OrderKind.Stop)
            {
                found.Add(new(order, answer, turn.At, record.Number, run, checkpoint));
            }
        }
    }
}
