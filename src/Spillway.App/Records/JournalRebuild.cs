using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;
using Spillway.Journal;

namespace Spillway.App.Records;

/// <summary>Folds a journal into the state of the desk that wrote it: the last checkpoint, and every pass after it as it was
/// decided then, whatever this program would decide today.</summary>
/// <param name="parts">What the records refer to.</param>
/// <param name="plantOf">The plant of a site.</param>
public sealed class JournalRebuild(PartStore parts, Func<SiteDefinition, Plant> plantOf)
{
    /// <summary>Rebuilds.</summary>
    /// <param name="records">The journal's records in order, from the beginning of the last run or from any record before it.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <returns>The state; null where no desk has run yet.</returns>
    /// <exception cref="RefusedException">A record or a part cannot be read, or a checkpoint contradicts the passes before it.</exception>
    public async Task<RebuiltState?> RunAsync(IAsyncEnumerable<JournalRecord> records, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(records);
        RunStart? start = null;
        Plant? plant = null;
        ControlState? state = null;
        var passes = 0L;
        var ended = false;
        await foreach (var record in records.WithCancellation(cancellation).ConfigureAwait(false))
        {
            switch (record.Kind)
            {
                case RecordKinds.RunStart:
                    (start, plant, state, passes, ended) = (RunStartCodec.Read(record.Payload), null, null, 0L, false);
                    break;
                case RecordKinds.Checkpoint when start is not null:
                    state = Checked(record, state);
                    break;
                case RecordKinds.Pass when start is not null && state is not null:
                    plant ??= PlantOf(start);
                    var (frame, turn) = PassCodec.Read(record.Payload);
                    state = state.Apply(plant, frame, turn);
                    passes++;
                    break;
                case RecordKinds.RunEnd:
                    ended = true;
                    break;
                default:
                    // Steps move no machine, and the journal's own records are about itself.
                    break;
            }
        }

        return start is null ? null : new(start, state, passes, ended);
    }

    private Plant PlantOf(RunStart start)
    {
        parts.Read(start.SiteFile);
        return plantOf(SiteFile.Read(parts.PathOf(start.SiteFile)));
    }

    private ControlState Checked(JournalRecord record, ControlState? folded)
    {
        var checkpoint = Checkpoint.Read(record.Payload);
        return folded is null || folded.Digest() == checkpoint.Digest
            ? folded ?? StateCodec.Read(parts.Read(checkpoint.Part), checkpoint.Digest)
            : throw new RefusedException(
                RecordErrors.Differs,
                FormattableString.Invariant($"Record {record.Number}: the passes before it fold into the state {folded.Digest()}, and it says {checkpoint.Digest}."));
    }
}
