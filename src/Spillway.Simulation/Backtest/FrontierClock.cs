using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;

namespace Spillway.Simulation.Backtest;

/// <summary>A clock that stands at the start of each priced interval in turn and never waits.</summary>
/// <remarks>A gap is no step: the machines, their restarts and the newest known price stand still across it.</remarks>
internal sealed class FrontierClock(ImmutableArray<PricedInterval> range, Duration interval) : IDeskClock
{
    private int _next;

    public ValueTask<Slot?> NextAsync(CancellationToken cancellation) =>
        ValueTask.FromResult<Slot?>(_next < range.Length ? new Slot(range[_next++].Start, interval) : null);
}
