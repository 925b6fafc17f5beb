using System.Collections.Concurrent;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Composition;

/// <summary>What those around the desk see of it: every pass that was kept, told once the desk remembers it. Any thread.</summary>
/// <remarks>Whoever is told reads a state that the pass is part of already: an order that was answered stands among the orders.</remarks>
public sealed class DeskWatch
{
    // One entry for everybody who waits: whoever gives up takes nobody else's answer along.
    private readonly ConcurrentDictionary<(Order Order, long Ticket), TaskCompletionSource<OrderAnswer>> _asked = [];
    private readonly List<Action<FieldFrame, ControlTurn>> _listeners = [];
    private readonly List<Action<StepRecord>> _stepListeners = [];
    private long _tickets;
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
    public async Task<OrderAnswer> AnswerAsync(Order order, CancellationToken cancellation)
    {
        var asked = (order, Interlocked.Increment(ref _tickets));
        var answer = _asked.GetOrAdd(asked, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            return await answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            _asked.TryRemove(asked, out _);
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
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(turn);
        Volatile.Write(ref _turn, turn);
        foreach (var listener in _listeners)
        {
            listener(frame, turn);
        }

        // Answers stand in the order of the frame's orders. Two orders under one id in one pass have two answers, and each is told its own.
        for (var index = 0; index < turn.Answers.Length; index++)
        {
            foreach (var asked in _asked.Where(one => one.Key.Order == frame.Orders[index]))
            {
                asked.Value.TrySetResult(turn.Answers[index]);
            }
        }
    }
}
