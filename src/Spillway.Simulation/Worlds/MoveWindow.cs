using NodaTime;

namespace Spillway.Simulation.Worlds;

/// <summary>The moves of the last time.</summary>
/// <param name="length">How long they count.</param>
internal sealed class MoveWindow(Duration length)
{
    private readonly Queue<(Instant At, double Mw, double LargestMw)> _moves = new();

    public double SumMw { get; private set; }

    public double LargestMw { get; private set; }

    public void Add(Instant at, double mw, double largestMw)
    {
        if (mw > 0)
        {
            _moves.Enqueue((at, mw, largestMw));
        }

        var isOver = false;
        while (_moves.TryPeek(out var first) && first.At <= at - length)
        {
            _moves.Dequeue();
            isOver = true;
        }

        if (mw > 0 || isOver)
        {
            SumMw = _moves.Sum(move => move.Mw);
            LargestMw = _moves.Select(move => move.LargestMw).DefaultIfEmpty(0).Max();
        }
    }
}
