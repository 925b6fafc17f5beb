using System.Globalization;
using NodaTime;
using Spillway.App.Records;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Plants;
using Spillway.Journal;

namespace Spillway.App.Composition;

/// <summary>The desk's edge of memory: steps and passes as records, and once an hour the whole control state.</summary>
/// <remarks>Called by the desk's one thread.</remarks>
internal sealed class DeskJournal : IJournal, IControlJournal
{
    private static readonly Duration _checkpointEvery = Duration.FromHours(1);

    private readonly IRecordJournal _journal;
    private readonly ControlRules _rules;
    private readonly IField _field;
    private readonly DeskWatch _watch;
    private readonly CheckpointPointer _pointer;
    private readonly Action<string> _say;
    private Instant? _checkpointAt;
    private long? _checkpoint;
    private bool _isOut;

    /// <summary>Puts the desk before its journal.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="rules">How long an unwritable journal is waited for.</param>
    /// <param name="field">Idles meanwhile.</param>
    /// <param name="watch">Told of every step and pass that is kept; the field says when a pass is remembered.</param>
    /// <param name="pointer">Where the last checkpoint is noted.</param>
    /// <param name="say">Told when the journal cannot be written, and when it can again.</param>
    public DeskJournal(
        IRecordJournal journal, ControlRules rules, IField field, DeskWatch watch, CheckpointPointer pointer, Action<string> say)
    {
        _journal = journal;
        _rules = rules;
        _field = field;
        _watch = watch;
        _pointer = pointer;
        _checkpoint = pointer.Read();
        _say = say;
    }

    /// <summary>What the desk remembers; set once its loop is there.</summary>
    public Func<ControlState>? State { get; set; }

    /// <inheritdoc/>
    public async ValueTask AppendAsync(Observation observation, StepRecord step, CancellationToken cancellation)
    {
        var entry = new JournalEntry(RecordKinds.Step, RecordKinds.Version, StepCodec.Write(observation, step));
        var waited = Duration.Zero;
        while (true)
        {
            try
            {
                await _journal.AppendAsync([entry], cancellation).ConfigureAwait(false);
                Say(isOut: false, "");
                _watch.Stepped(step);
                return;
            }
            catch (RefusedException refusal) when (!IsForNow(refusal))
            {
                await EndAsync(refusal, feedsWatchdogs: true, cancellation).ConfigureAwait(false);
                throw;
            }
            catch (RefusedException refusal) when (waited < _rules.FailSafe.JournalPatience && _rules.FailSafe.JournalUnwritable != FailSafeReaction.Stop)
            {
                Say(isOut: true, refusal.What);
                await _field.IdleAsync(feedsWatchdogs: true, cancellation).ConfigureAwait(false);
                waited += _rules.PassPeriod;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> AppendAsync(FieldFrame frame, ControlTurn turn, CancellationToken cancellation)
    {
        var pass = new JournalEntry(RecordKinds.Pass, RecordKinds.Version, PassCodec.Write(frame, turn));
        JournalEntry? checkpoint;
        try
        {
            checkpoint = Kept(frame.At);
            var number = await _journal.AppendAsync(checkpoint is { } first ? [first, pass] : [pass], cancellation).ConfigureAwait(false);
            if (checkpoint is not null)
            {
                _checkpointAt = frame.At;
                _checkpoint = number - 1;
                _pointer.Write(number - 1);
            }
        }
        catch (RefusedException refusal) when (IsForNow(refusal))
        {
            Say(isOut: true, refusal.What);
            return false;
        }
        catch (RefusedException refusal)
        {
            await EndAsync(refusal, turn.FeedsWatchdogs, cancellation).ConfigureAwait(false);
            throw;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A checkpoint that cannot be kept is the same disk.
            Say(isOut: true, failure.Message);
            return false;
        }

        Say(isOut: false, "");
        _watch.Kept(frame, turn);
        return true;
    }

    // The state before this pass, in one append with it: whoever begins at the checkpoint folds this pass next.
    private JournalEntry? Kept(Instant at)
    {
        var isDue = _checkpointAt is not { } last || at - last >= _checkpointEvery || at < last;
        return isDue && State is { } state
            ? new(RecordKinds.Checkpoint, RecordKinds.Version, Checkpoint.Of(state(), _checkpoint, _pointer.Parts).Write())
            : null;
    }

    private void Say(bool isOut, string why)
    {
        if (isOut != _isOut)
        {
            _isOut = isOut;
            _say(isOut ? $"ALARM the journal cannot be written, nothing is commanded: {why}" : "over the journal is written again");
        }
    }

    // Beyond repair by waiting: the table's time goes by with nothing commanded and the watchdogs fed, so that a person can take over
    // before breakers open. Where another desk writes, it has taken over already.
    private async ValueTask EndAsync(RefusedException refusal, bool feedsWatchdogs, CancellationToken cancellation)
    {
        var isHeld = _rules.FailSafe.JournalUnwritable != FailSafeReaction.Stop && refusal.Code != JournalErrors.Fenced;
        var patience = isHeld ? _rules.FailSafe.JournalPatience : Duration.Zero;
        _isOut = true;
        _say(string.Create(
            CultureInfo.InvariantCulture,
            $"ALARM nothing is commanded any more, and the desk ends in {patience.TotalSeconds:0} s: {refusal.Message}"));
        for (var waited = Duration.Zero; waited < patience; waited += _rules.PassPeriod)
        {
            await _field.IdleAsync(feedsWatchdogs, cancellation).ConfigureAwait(false);
        }
    }

    // Full, read-only, busy, I/O error: the next try opens the files again and finds out what is kept.
    private static bool IsForNow(RefusedException refusal) => refusal.Code == JournalErrors.Full || refusal.Code == JournalErrors.Unwritable;
}
