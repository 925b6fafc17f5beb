using NodaTime;
using Spillway.Engine.Commands.Control;

namespace Spillway.Engine;

/// <summary>The edge of the field: machines, breakers, meter and whoever gives orders. Called by the loop's one thread.</summary>
public interface IField
{
    /// <summary>Waits until the next control pass is due: a pass period after the last, at once when an order or the outcome
    /// of a command has come, and at the latest at an instant.</summary>
    /// <param name="until">The end of the running interval; the frame's instant is never after it, and equals it in the
    /// interval's last pass.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What became known since the last frame; its decision is left empty.</returns>
    ValueTask<FieldFrame> ObserveAsync(Instant until, CancellationToken cancellation);

    /// <summary>Takes a turn that is already in the journal to be carried out. It queues only; outcomes come in later frames,
    /// exactly one for each command.</summary>
    /// <param name="turn">What was decided.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Completes when everything is queued.</returns>
    ValueTask SendAsync(ControlTurn turn, CancellationToken cancellation);

    /// <summary>Lets one pass period go by with nothing commanded, while the journal cannot be written.</summary>
    /// <param name="feedsWatchdogs">Whether the watchdogs of the feeds are fed meanwhile.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Completes after the pass period.</returns>
    ValueTask IdleAsync(bool feedsWatchdogs, CancellationToken cancellation);
}

/// <summary>The edge of memory for control passes: what is written here has happened. Called by the loop's one thread.</summary>
public interface IControlJournal
{
    /// <summary>Writes one pass; when it returns true the pass is kept, and only then is anything of it sent.</summary>
    /// <param name="frame">What became known.</param>
    /// <param name="turn">What was decided on it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>False where it cannot be written now and the same pass may be tried again: a full or read-only disk. What can
    /// never be mended throws.</returns>
    ValueTask<bool> AppendAsync(FieldFrame frame, ControlTurn turn, CancellationToken cancellation);
}
