using NodaTime;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators;

/// <summary>A meter that belongs to no site: it measures what a source says flows.</summary>
public sealed class LoneMeter : IEmulatedMeter
{
    private readonly Lock _gate = new();
    private readonly PhysicalMeter _meter;
    private readonly IWorldTime _time;
    private readonly Func<Instant, double> _flowMw;

    /// <summary>Puts a meter under a clock and onto a feeder.</summary>
    /// <param name="meter">The meter; from now on touched only through this.</param>
    /// <param name="time">The clock.</param>
    /// <param name="flowMw">What truly flows at an instant, consumption positive. Unit: MW.</param>
    public LoneMeter(PhysicalMeter meter, IWorldTime time, Func<Instant, double> flowMw)
    {
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(flowMw);
        _meter = meter;
        _time = time;
        _flowMw = flowMw;
    }

    /// <inheritdoc/>
    public T Ask<T>(Func<PhysicalMeter, Instant, T> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        lock (_gate)
        {
            var now = _time.Now;
            _meter.Measure(now, _flowMw(now));
            return ask(_meter, now);
        }
    }
}
