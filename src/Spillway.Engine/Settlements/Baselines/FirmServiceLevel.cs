using Spillway.Units;

namespace Spillway.Engine.Settlements.Baselines;

/// <summary>A programme without a baseline: in an event the site draws at most a fixed power.</summary>
/// <param name="Level">The most it may draw; zero or more.</param>
public readonly record struct FirmServiceLevel(Megawatts Level)
{
    /// <summary>By how much a site drew more than it may.</summary>
    /// <param name="drawn">What it drew.</param>
    /// <returns>Zero where it kept the level.</returns>
    public Megawatts Excess(Megawatts drawn) => drawn > Level ? drawn - Level : Megawatts.Zero;
}
