using NodaTime;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators;

/// <summary>The time of a served site: to ask for it brings the site up to it, so that a breaker that starved while nobody looked
/// has cut its machines off before one of them answers.</summary>
public sealed class SiteTime : IWorldTime
{
    private readonly IWorldTime _clock;
    private readonly SimulatedSite _site;

    /// <summary>Ties a site to a clock.</summary>
    /// <param name="clock">What passes.</param>
    /// <param name="site">What follows it.</param>
    public SiteTime(IWorldTime clock, SimulatedSite site)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(site);
        _clock = clock;
        _site = site;
    }

    /// <inheritdoc/>
    public Instant Now
    {
        get
        {
            var now = _clock.Now;
            _site.Advance(now);
            return now;
        }
    }

    /// <inheritdoc/>
    public Duration ToProcessTime(Duration world) => _clock.ToProcessTime(world);
}
