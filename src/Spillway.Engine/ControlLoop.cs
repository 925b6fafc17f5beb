using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Commands;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Engine;

/// <summary>The fast loop: carries one interval's decision out by control passes until the interval ends, or the
/// clock is set back out of it. In each pass:
/// observe, decide, write, remember, send.</summary>
public sealed class ControlLoop : IMachines
{
    private readonly Plant _plant;
    private readonly IField _field;
    private readonly IControlJournal _journal;

    /// <summary>Puts a loop between its two edges.</summary>
    /// <param name="plant">What is there.</param>
    /// <param name="state">Where the desk stands: before the first pass, or as folded from a journal.</param>
    /// <param name="field">The field.</param>
    /// <param name="journal">What keeps the passes.</param>
    public ControlLoop(Plant plant, ControlState state, IField field, IControlJournal journal)
    {
        _plant = plant;
        State = state;
        _field = field;
        _journal = journal;
    }

    /// <summary>What the desk remembers; replaced as a whole after each pass, so that any thread may read it.</summary>
    public ControlState State { get; private set; }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<GroupRun>> RunAsync(Decision decision, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(decision);
        Decision? news = decision;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var frame = await _field.ObserveAsync(decision.Slot.End, cancellation).ConfigureAwait(false);
            frame = frame with { Decision = news };
            news = null;
            await PassAsync(frame, cancellation).ConfigureAwait(false);
        }
        while (IsRunning(decision.Slot));

        return State.Measured(_plant);
    }

    // A clock that was set back by more than an interval stands in another one, which has to be decided: without that a desk whose
    // clock went an hour ahead and came back would carry out what it decided then until the hour is over.
    private bool IsRunning(Slot slot) => State.At < slot.End && State.At >= slot.Start - slot.Length;

    private async ValueTask PassAsync(FieldFrame frame, CancellationToken cancellation)
    {
        var turn = ControlStep.Decide(_plant, State, frame, out var observed);
        await KeepAsync(frame, turn, cancellation).ConfigureAwait(false);
        State = observed.Conclude(_plant, frame, turn);
        await _field.SendAsync(turn, cancellation).ConfigureAwait(false);
    }

    private async ValueTask KeepAsync(FieldFrame frame, ControlTurn turn, CancellationToken cancellation)
    {
        var table = _plant.Rules.FailSafe;
        var waited = Duration.Zero;
        while (!await _journal.AppendAsync(frame, turn, cancellation).ConfigureAwait(false))
        {
            if (table.JournalUnwritable == FailSafeReaction.Stop || waited >= table.JournalPatience)
            {
                throw new RefusedException(ControlErrors.JournalUnwritable, $"The journal could not be written for {waited.TotalSeconds:0} s.");
            }

            await _field.IdleAsync(turn.FeedsWatchdogs, cancellation).ConfigureAwait(false);
            waited += _plant.Rules.PassPeriod;
        }
    }
}
