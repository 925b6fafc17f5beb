using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Api;
using Spillway.App.Composition;
using Spillway.App.Records;
using Spillway.Engine.Commands.Control;
using Spillway.Journal;
using Spillway.Units;

namespace Spillway.App.Boards;

/// <summary>The last hours as an earlier desk saw them, from its journal: the passes from the last checkpoint before them on are folded
/// again, so that each sample says what that desk showed.</summary>
/// <param name="journal">The journal.</param>
/// <param name="pointer">Where its last checkpoint may be.</param>
/// <param name="desk">The desk that runs now.</param>
internal sealed class PastTrend(IRecordJournal journal, CheckpointPointer pointer, DeskView desk)
{
    /// <summary>How many records are read at most: twice the passes of the hours shown, at one a second.</summary>
    public const int MostRecords = 50_000;

    // Far enough before the first sample for a price to have come.
    private static readonly Duration _before = Duration.FromHours(1);

    /// <summary>Reads it.</summary>
    /// <param name="until">When the earlier desk ended.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Its samples, oldest first; none where the journal has no checkpoint, or only of another plant.</returns>
    /// <exception cref="Engine.RefusedException">A record is not as it was written.</exception>
    public async Task<ImmutableArray<TrendSample>> ReadAsync(Instant until, CancellationToken cancellation)
    {
        if (pointer.Read() is not { } number || number > journal.Head.Number)
        {
            return [];
        }

        var head = journal.Head.Number;
        var from = await CheckpointTrail.BeforeAsync(journal, number, until - DeskTrend.Reach - _before, cancellation).ConfigureAwait(false);
        var trend = new DeskTrend();
        ControlState? state = null;
        EnergyPrice? price = null;
        var records = journal.ReadAsync(Math.Max(from, head - MostRecords), cancellation);
        await foreach (var record in records.TakeWhile(record => record.Number <= head).ConfigureAwait(false))
        {
            switch (record.Kind)
            {
                case RecordKinds.Checkpoint:
                    var (part, digest) = Checkpoint.Read(record.Payload);
                    var kept = StateCodec.Read(pointer.Parts.Read(part), digest);
                    state = DeskRecovery.Fits(kept, desk.Plant) ? kept : null;
                    break;
                case RecordKinds.Step:
                    price = Newest(record) ?? price;
                    break;
                case RecordKinds.Pass when state is not null:
                    var (frame, turn) = PassCodec.Read(record.Payload);
                    state = state.Apply(desk.Plant, frame, turn);
                    trend.Take(TrendSample.Of(desk, state, price));
                    break;
            }
        }

        return trend.Samples();
    }

    private static EnergyPrice? Newest(JournalRecord record) => StepCodec.ReadObservation(record.Payload).Frame.Prices is { IsEmpty: false } prices
        ? prices.MaxBy(one => one.Start)!.Price
        : null;
}
