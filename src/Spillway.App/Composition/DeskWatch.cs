using System.Collections.Concurrent;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Units;

namespace Spillway.App.Composition;

/// <summary>What those around the desk see of it: every pass that was kept, told once the desk remembers it. Any thread.</summary>
/// <remarks>Whoever is told reads a state that the pass is part of already: an order that was answered stands among the orders.</remarks>
public sealed class DeskWatch
{
    private readonly ConcurrentDictionary<OrderId, TaskCompletionSource<OrderAnswer>> _asked = [];
    private readonly List<Action<FieldFrame, ControlTurn>> _listeners = [];
    private readonly List<Action<StepRecord>> _stepListeners = [];
    private ControlTurn? _turn;
    private (FieldFrame Frame, ControlTurn Turn)? _kept;

    /// <summary>What the last kept pass decided; null before the first.</summary>
    public ControlTurn? Turn => Volatile.Read(ref _turn);

    /// <summary>Has every further pass told to a listener, on the desk's own thread; added before the desk runs.</summary>
    /// <param name="listener">Told frame and turn; it must be quick and must not throw.</param>
    public void Tell(Action<FieldFrame, ControlTurn> listener) => _listeners.Add(listener);

    /// <summary>Has every further step told to a listener, on the desk's own thread; added before the desk runs.</summary>
    /// <param name="listener">Told what the step brought about; it must be quick and must not throw.</param>
    public void TellSteps(Action<StepRecord> listener) => _stepListeners.Add(listener);

    /// <summary>A step was kept.</summary>
    /// <param name="step">What it brought about.</param>
    public void Stepped(StepRecord step)
    {
        foreach (var listener in _stepListeners)
        {
            listener(step);
        }
    }

    /// <summary>Waits for the answer to an order.</summary>
    /// <param name="order">The order, before it is given.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The answer, in the pass in which the order came; the desk remembers that pass by then.</returns>
    public async Task<OrderAnswer> AnswerAsync(OrderId order, CancellationToken cancellation)
    {
        var asked = _asked.GetOrAdd(order, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            return await asked.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            _asked.TryRemove(new(order, asked));
        }
    }

    /// <summary>A pass is in the journal, and the desk does not remember it yet: nobody is told. On the desk's own thread.</summary>
    /// <param name="frame">What became known.</param>
    /// <param name="turn">What was decided.</param>
    internal void Kept(FieldFrame frame, ControlTurn turn) => _kept = (frame, turn);

    /// <summary>The desk remembers the pass that was kept last: everybody is told, before anything is sent. On the desk's own thread.</summary>
    internal void Remembered()
    {
        if (_kept is { } pass)
        {
            _kept = null;
            Passed(pass.Frame, pass.Turn);
        }
    }

    /// <summary>A pass was kept and is remembered.</summary>
    /// <param name="frame">What became known.</param>
    /// <param name="turn">What was decided.</param>
    public void Passed(FieldFrame frame, ControlTurn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        Volatile.Write(ref _turn, turn);
        foreach (var listener in _listeners)
        {
            listener(frame, turn);
        }

        foreach (var answer in turn.Answers)
        {
            if (_asked.TryRemove(answer.Order, out var asked))
            {
                asked.TrySetResult(answer);
            }
        }
    }
}
