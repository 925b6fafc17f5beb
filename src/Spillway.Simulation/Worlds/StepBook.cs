using NodaTime;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Simulation.Worlds;

/// <summary>Keeps account that the site is told to move no further within a time than the largest step, but for falls that grid, stop or
/// programme ask for.</summary>
public sealed class StepBook
{
    private readonly PowerStep? _step;
    private readonly double _machineMw;
    private readonly Queue<(Instant At, double Mw)> _levels = new();
    private double? _lastMw;

    /// <summary>Opens the book.</summary>
    /// <param name="plant">The plant.</param>
    public StepBook(Plant plant)
    {
        ArgumentNullException.ThrowIfNull(plant);
        (_step, _machineMw) = (plant.Rules.LargestStep, (double)plant.LargestMachine.Value);
    }

    /// <summary>Takes one pass.</summary>
    /// <param name="move">How far its commands move the site.</param>
    /// <param name="expectedMw">What the site will draw when they are followed. Unit: MW.</param>
    /// <param name="freeMw">How far it is told to fall at most by those whose orders know no largest step. Unit: MW.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string? Take(OrderedMove move, double expectedMw, double freeMw)
    {
        if (_step is not { } step)
        {
            return null;
        }

        // The level before the window began holds into it.
        while (_levels.TryPeek(out var first) && first.At <= move.At - step.Within)
        {
            _lastMw = _levels.Dequeue().Mw;
        }

        var before = move.Before(expectedMw);
        var last = _lastMw ??= expectedMw;
        var (least, most) = (Math.Min(before, last), Math.Max(before, last));
        foreach (var (_, mw) in _levels)
        {
            (least, most) = (Math.Min(least, mw), Math.Max(most, mw));
        }

        _levels.Enqueue((move.At, expectedMw));
        var governed = RampBook.Governed(move.FallMw, freeMw, _machineMw);
        return Judge(move.RiseMw > 0, before + move.RiseMw - least, step) ?? Judge(governed > 0, most - (before - governed), step);
    }

    private string? Judge(bool isMove, double movedMw, PowerStep step) => isMove && movedMw > (double)step.Power.Value + _machineMw + 1e-9
        ? FormattableString.Invariant($"the site is told to move {movedMw:0.######} MW within {step.Within.TotalSeconds:0} s, and the largest step is {step.Power} MW")
        : null;
}
