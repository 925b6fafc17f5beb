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
    /// <summary>Rebuilds the state after the last record.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="fromBeginning">Whether to fold the whole last run and hold every checkpoint against it; else only what
    /// follows the last checkpoint is folded.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <returns>The state; null where no desk has run yet.</returns>
    /// <exception cref="RefusedException">A record or a part cannot be read, or a checkpoint contradicts the passes before it.</exception>
    public async Task<RebuiltState?> RunAsync(IRecordJournal journal, bool fromBeginning, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(journal);
        RunStart? start = null;
        long? first = null;
        var ended = false;
        await foreach (var record in journal.ReadAsync(1, cancellation).ConfigureAwait(false))
        {
            if (record.Kind == RecordKinds.RunStart)
            {
                (start, first, ended) = (RunStartCodec.Read(record.Payload), null, false);
            }

            first = record.Kind == RecordKinds.Checkpoint && (first is null || !fromBeginning) ? record.Number : first;
            ended |= record.Kind == RecordKinds.RunEnd;
        }

        if (start is null)
        {
            return null;
        }

        var (state, passes) = first is { } number ? await FoldAsync(journal, number, start, cancellation).ConfigureAwait(false) : (null, 0L);
        return new(start, state, passes, ended);
    }

    private async Task<(ControlState? State, long Passes)> FoldAsync(
        IRecordJournal journal, long first, RunStart start, CancellationToken cancellation)
    {
        var plant = PlantOf(start);
        ControlState? state = null;
        var passes = 0L;
        await foreach (var record in journal.ReadAsync(first, cancellation).ConfigureAwait(false))
        {
            if (record.Kind == RecordKinds.Checkpoint)
            {
                state = Checked(record, state);
            }
            else if (record.Kind == RecordKinds.Pass && state is not null)
            {
                var (frame, turn) = PassCodec.Read(record.Payload);
                state = state.Apply(plant, frame, turn);
                passes++;
            }
        }

        return (state, passes);
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
