using System.Collections.Immutable;
using Spillway.Engine.Commands;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;

namespace Spillway.Engine;

/// <summary>The edge of time: which interval comes next. Called by the loop's one thread.</summary>
public interface IDeskClock
{
    /// <summary>Waits until the next interval is to be decided.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The interval; null when the range is over.</returns>
    ValueTask<Slot?> NextAsync(CancellationToken cancellation);
}

/// <summary>The edge of knowledge: what became known since the last step. Called by the loop's one thread.</summary>
public interface ISignals
{
    /// <summary>Reads what became known up to the start of the next interval.</summary>
    /// <param name="ended">The interval that has just ended; null before the first.</param>
    /// <param name="next">The interval to decide; null when the range is over.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What became known.</returns>
    ValueTask<SignalFrame> ReadAsync(Slot? ended, Slot? next, CancellationToken cancellation);
}

/// <summary>The edge of the machines: carries a decision out and measures it. Called by the loop's one thread.</summary>
public interface IMachines
{
    /// <summary>Runs the machines through one interval.</summary>
    /// <param name="decision">What was decided, already in the journal.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What each group drew and produced, in file order.</returns>
    ValueTask<ImmutableArray<GroupRun>> RunAsync(Decision decision, CancellationToken cancellation);
}

/// <summary>The edge of memory: what is written here has happened. Called by the loop's one thread.</summary>
public interface IJournal
{
    /// <summary>Writes one step; when it returns the step is kept, or it throws and the step does not happen.</summary>
    /// <param name="observation">What the step saw: with it the step can be taken again.</param>
    /// <param name="step">The step.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Completes when the step is kept.</returns>
    ValueTask AppendAsync(Observation observation, StepRecord step, CancellationToken cancellation);
}
