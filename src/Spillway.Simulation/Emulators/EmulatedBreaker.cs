using NodaTime;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators;

/// <summary>A breaker as its protocol sees it: one at a time, under the world's clock. Any thread.</summary>
public sealed class EmulatedBreaker : IEmulatedBreaker
{
    private readonly SimulatedSite _site;
    private readonly int _group;
    private readonly IWorldTime _time;

    /// <summary>Puts a group's breaker under a clock.</summary>
    /// <param name="site">The site.</param>
    /// <param name="group">Index of the group, which must have a breaker.</param>
    /// <param name="time">The time of its world.</param>
    public EmulatedBreaker(SimulatedSite site, int group, IWorldTime time)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(time);
        _site = site;
        _group = group;
        _time = time;
    }

    /// <summary>The feed's id.</summary>
    public string Feed => _site.Groups[_group].Feed;

    /// <summary>How the line to it is now.</summary>
    public LineCondition Line => new(_site.IsReached(_group, _time.Now), Duration.Zero, false, false);

    /// <summary>Does something to it, or reads it; the site's machines follow.</summary>
    /// <typeparam name="T">What is learnt.</typeparam>
    /// <param name="ask">What is done with the breaker and the time; it must not keep the breaker.</param>
    /// <returns>What was learnt.</returns>
    public T Ask<T>(Func<PhysicalBreaker, Instant, T> ask)
    {
        var now = _time.Now;
        return _site.AskBreaker(_group, now, breaker => ask(breaker, now));
    }
}
