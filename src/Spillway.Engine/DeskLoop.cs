using System.Collections.Immutable;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;

namespace Spillway.Engine;

/// <summary>The one loop of every mode: observe, step, write, act. Modes differ only in the four edges.</summary>
public sealed class DeskLoop
{
    private readonly IDeskClock _clock;
    private readonly ISignals _signals;
    private readonly IMachines _machines;
    private readonly IJournal _journal;

    /// <summary>Puts a loop between its four edges.</summary>
    /// <param name="clock">Which interval comes next.</param>
    /// <param name="signals">What becomes known.</param>
    /// <param name="machines">What carries decisions out.</param>
    /// <param name="journal">What keeps them.</param>
    public DeskLoop(IDeskClock clock, ISignals signals, IMachines machines, IJournal journal)
    {
        _clock = clock;
        _signals = signals;
        _machines = machines;
        _journal = journal;
    }

    /// <summary>Runs the desk until its clock has no further interval.</summary>
    /// <param name="desk">The site and its policy.</param>
    /// <param name="before">The state before the first interval.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The state after the last interval was settled.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public async ValueTask<DeskState> RunAsync(Desk desk, DeskState before, CancellationToken cancellation)
    {
        var state = before;
        var measured = ImmutableArray<GroupRun>.Empty;
        Slot? ended = null;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var next = await _clock.NextAsync(cancellation).ConfigureAwait(false);
            var frame = await _signals.ReadAsync(ended, next, cancellation).ConfigureAwait(false);
            var observation = new Observation(next, frame, measured);
            (state, var step) = DeskStep.Next(desk, state, observation);
            await _journal.AppendAsync(observation, step, cancellation).ConfigureAwait(false);
            if (step.Decision is null)
            {
                return state;
            }

            measured = await _machines.RunAsync(step.Decision, cancellation).ConfigureAwait(false);
            ended = next;
        }
    }
}
