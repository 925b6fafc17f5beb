using System.Collections.Immutable;
using Spillway.App.Journals;
using Spillway.App.Records;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Journal;

namespace Spillway.App.Events;

/// <summary>Gathers the orders that took power off while a journal is read. Any thread.</summary>
public sealed class EventFold : IJournalFold
{
    // What a pass without orders and endings does not hold: most passes need not be parsed.
    private static readonly byte[] _answers = "\"answers\":["u8.ToArray();
    private static readonly byte[] _endings = "\"endings\":["u8.ToArray();

    private readonly Lock _gate = new();
    private readonly List<JournalEvent> _found = [];
    private (long? Run, long? Checkpoint) _at;

    /// <summary>The accepted ceilings, reductions and stops so far, oldest first.</summary>
    public ImmutableArray<JournalEvent> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _found];
            }
        }
    }

    /// <inheritdoc/>
    public long From(long head) => 1;

    /// <inheritdoc/>
    public void Take(JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        lock (_gate)
        {
            _at = record.Kind switch
            {
                RecordKinds.RunStart => (record.Number, null),
                RecordKinds.Checkpoint => _at with { Checkpoint = record.Number },
                _ => _at,
            };
            if (record.Kind == RecordKinds.Pass && HasOrders(record.Payload.Span))
            {
                Pass(record);
            }
        }
    }

    private static bool HasOrders(ReadOnlySpan<byte> payload) => payload.IndexOf(_answers) >= 0 || payload.IndexOf(_endings) >= 0;

    private void Pass(JournalRecord record)
    {
        var (frame, turn) = PassCodec.Read(record.Payload);
        foreach (var ending in turn.Endings)
        {
            var open = _found.FindLastIndex(one => one.Order.Id == ending.Order && one.End is null);
            if (open >= 0)
            {
                _found[open] = _found[open] with { End = new(turn.At, record.Number, ending.By?.Text) };
            }
        }

        for (var index = 0; index < turn.Answers.Length; index++)
        {
            var (order, answer) = (frame.Orders[index], turn.Answers[index]);
            if (answer.Verdict is OrderVerdict.Accepted or OrderVerdict.AcceptedWithinHigher
                && order.Kind is OrderKind.Ceiling or OrderKind.Reduction or OrderKind.Stop)
            {
                _found.Add(new(order, answer, turn.At, record.Number, _at.Run, _at.Checkpoint));
            }
        }
    }
}
