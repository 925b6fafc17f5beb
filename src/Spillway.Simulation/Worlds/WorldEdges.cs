using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;

namespace Spillway.Simulation.Worlds;

/// <summary>Time and prices of a world for the slow loop.</summary>
/// <param name="setup">The world.</param>
/// <param name="field">What has the virtual clock.</param>
internal sealed class WorldEdges(WorldSetup setup, SimulatedField field) : IDeskClock, ISignals
{
    private Instant? _known;
    private Instant? _last;

    // As the running desk's clock: intervals follow one another, but where the wall clock is set back by more than one of them.
    public ValueTask<Slot?> NextAsync(CancellationToken cancellation)
    {
        if (field.Now >= setup.End)
        {
            return ValueTask.FromResult<Slot?>(null);
        }

        var running = setup.Prices.SlotOf(field.Wall);
        var next = _last is { } last && running.Start <= last && running.Start >= last - WorldPrices.Interval ? new(last + WorldPrices.Interval, WorldPrices.Interval) : running;
        _last = next.Start;
        return ValueTask.FromResult<Slot?>(next);
    }

    public ValueTask<SignalFrame> ReadAsync(Slot? ended, Slot? next, CancellationToken cancellation)
    {
        var reports = setup.Prices.Known(_known, field.Now);
        _known = field.Now;
        return ValueTask.FromResult(new SignalFrame(reports, [], ended is { } past ? setup.Prices.SettlementAt(past.Start) : null, null, null));
    }
}
