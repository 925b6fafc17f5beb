using NodaTime;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators;

/// <summary>The site's meter as its protocol sees it, measured anew each time it is read. Any thread.</summary>
public sealed class EmulatedMeter : IEmulatedMeter
{
    private readonly SimulatedSite _site;
    private readonly IWorldTime _time;

    /// <summary>Puts a site's meter under a clock.</summary>
    /// <param name="site">The site.</param>
    /// <param name="time">The time of its world.</param>
    public EmulatedMeter(SimulatedSite site, IWorldTime time)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(time);
        _site = site;
        _time = time;
    }

    /// <summary>Reads it.</summary>
    /// <typeparam name="T">What is learnt.</typeparam>
    /// <param name="ask">What is read from the meter at the time; it must not keep the meter.</param>
    /// <returns>What was learnt.</returns>
    public T Ask<T>(Func<PhysicalMeter, Instant, T> ask)
    {
        var now = _time.Now;
        return _site.AskMeter(now, meter => ask(meter, now));
    }
}
