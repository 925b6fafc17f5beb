using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Simulation.Worlds;

/// <summary>A journal in memory that outlives the desk: what was appended before a kill is there after it.</summary>
/// <param name="isFull">Whether its disk is full now: then it takes nothing.</param>
public sealed class WorldJournal(Func<bool> isFull) : IControlJournal
{
    private readonly List<(FieldFrame Frame, ControlTurn Turn)> _passes = [];

    /// <summary>How many passes it holds.</summary>
    public int Passes => _passes.Count;

    /// <summary>How many steps of the slow loop it holds.</summary>
    public int Steps { get; private set; }

    /// <summary>The last pass.</summary>
    public (FieldFrame Frame, ControlTurn Turn) Last => _passes[^1];

    /// <inheritdoc/>
    public ValueTask<bool> AppendAsync(FieldFrame frame, ControlTurn turn, CancellationToken cancellation)
    {
        if (isFull())
        {
            return ValueTask.FromResult(false);
        }

        _passes.Add((frame, turn));
        return ValueTask.FromResult(true);
    }

    /// <summary>Keeps a step of the slow loop.</summary>
    /// <param name="step">The step.</param>
    /// <returns>False while the disk is full.</returns>
    internal bool TryKeep(StepRecord step)
    {
        Invariant.Holds(step is not null);
        Steps += isFull() ? 0 : 1;
        return !isFull();
    }

    /// <summary>Folds every pass into the state that they lead to.</summary>
    /// <param name="plant">The plant.</param>
    /// <param name="before">The state before the first pass.</param>
    /// <returns>The state after the last.</returns>
    public ControlState Fold(Plant plant, ControlState before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var state = before;
        foreach (var (frame, turn) in _passes)
        {
            state = state.Apply(plant, frame, turn);
        }

        return state;
    }
}
