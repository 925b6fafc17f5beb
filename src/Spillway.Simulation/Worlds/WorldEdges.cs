using Spillway.Engine;
using Spillway.Engine.Signals;

namespace Spillway.Simulation.Worlds;

/// <summary>Time and prices of a world for the slow loop.</summary>
/// <param name="setup">The world.</param>
/// <param name="field">What has the virtual clock.</param>
internal sealed class WorldEdges(WorldSetup setup, SimulatedField field) : IDeskClock, ISignals
{
    private NodaTime.Instant? _known;

    public ValueTask<Slot?> NextAsync(CancellationToken cancellation) =>
        ValueTask.FromResult<Slot?>(field.Now < setup.End ? setup.Prices.SlotOf(field.Now) : null);

    public ValueTask<SignalFrame> ReadAsync(Slot? ended, Slot? next, CancellationToken cancellation)
    {
        var reports = setup.Prices.Known(_known, field.Now);
        _known = field.Now;
        return ValueTask.FromResult(new SignalFrame(reports, [], ended is { } past ? setup.Prices.At(past.Start) : null, null, null));
    }
}
