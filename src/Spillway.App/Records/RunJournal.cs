using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals;
using Spillway.Journal;

namespace Spillway.App.Records;

/// <summary>The running desk's edge of memory: steps, passes and checkpoints as records of the journal.</summary>
/// <remarks>Called by the loop's one thread.</remarks>
public sealed class RunJournal : IJournal, IControlJournal
{
    private static readonly Duration _betweenCheckpoints = Duration.FromHours(1);

    private readonly IRecordJournal _journal;
    private readonly PartStore _parts;
    private readonly Func<ControlState> _state;
    private Instant? _kept;

    /// <summary>Puts a journal behind a desk.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="parts">Where checkpoints are kept.</param>
    /// <param name="state">The control state before the pass that is being written.</param>
    public RunJournal(IRecordJournal journal, PartStore parts, Func<ControlState> state)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(state);
        _journal = journal;
        _parts = parts;
        _state = state;
    }

    /// <summary>Why the journal could not be written the last time; null where it could.</summary>
    public string? Fault { get; private set; }

    /// <summary>Records that a desk begins, with a checkpoint of the state it begins with.</summary>
    /// <param name="start">What it rests on.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Completes when both are kept.</returns>
    /// <exception cref="RefusedException">The journal cannot be written.</exception>
    public async ValueTask BeginAsync(RunStart start, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(start);
        var state = _state();
        await _journal.AppendAsync(
            [Entry(RecordKinds.RunStart, RunStartCodec.Write(start with { Control = state.Digest() })), Kept(state)], cancellation).ConfigureAwait(false);
        _kept = state.At;
    }

    /// <summary>Records that the desk ends in order, with a checkpoint of the state it ends with.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Completes when both are kept.</returns>
    /// <exception cref="RefusedException">The journal cannot be written.</exception>
    public async ValueTask EndAsync(CancellationToken cancellation) =>
        await _journal.AppendAsync([Kept(_state()), Entry(RecordKinds.RunEnd, "{}"u8.ToArray())], cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask AppendAsync(Observation observation, StepRecord step, CancellationToken cancellation) =>
        await _journal.AppendAsync([Entry(RecordKinds.Step, StepCodec.Write(observation, step))], cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<bool> AppendAsync(FieldFrame frame, ControlTurn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var entries = new List<JournalEntry>(2);
        try
        {
            if (_kept is not { } kept || frame.At - kept >= _betweenCheckpoints)
            {
                entries.Add(Kept(_state()));
            }

            entries.Add(Entry(RecordKinds.Pass, PassCodec.Write(frame, turn)));
            await _journal.AppendAsync(entries, cancellation).ConfigureAwait(false);
        }
        catch (RefusedException refusal) when (refusal.Code == JournalErrors.Unwritable || refusal.Code == JournalErrors.Full)
        {
            Fault = refusal.Message;
            return false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A checkpoint that cannot be kept is the same full or read-only disk.
            Fault = failure.Message;
            return false;
        }

        Fault = null;
        _kept = entries.Count > 1 ? frame.At : _kept;
        return true;
    }

    private JournalEntry Kept(ControlState state) =>
        Entry(RecordKinds.Checkpoint, new Checkpoint(_parts.Keep(StateCodec.Write(state)), state.Digest()).Write());

    private static JournalEntry Entry(string kind, byte[] payload) => new(kind, RecordKinds.Version, payload);
}
