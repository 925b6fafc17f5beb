using NodaTime;

namespace Spillway.Simulation.Worlds;

/// <summary>How far the commands of one pass move a site.</summary>
/// <param name="At">When they are sent.</param>
/// <param name="RiseMw">Upwards, from what was told before. Unit: MW.</param>
/// <param name="FallMw">Downwards; feeds that an order or the fail-safe table opens are not in it. Unit: MW.</param>
/// <param name="OpenedMw">What such feeds take off of that which was told to run. Unit: MW.</param>
/// <param name="LargestFeedMw">The most that comes with one feed that is closed; it cannot be parted. Unit: MW.</param>
public readonly record struct OrderedMove(Instant At, double RiseMw, double FallMw, double OpenedMw, double LargestFeedMw)
{
    /// <summary>What the site was expected to draw before, given what it is expected to draw after. Unit: MW.</summary>
    /// <param name="afterMw">After. Unit: MW.</param>
    /// <returns>Before.</returns>
    public double Before(double afterMw) => afterMw - RiseMw + FallMw + OpenedMw;
}
