using Spillway.Simulation.World;

namespace Spillway.Simulation.Worlds;

/// <summary>Draws of one seed, one after the other.</summary>
/// <param name="seed">The seed.</param>
public sealed class WorldChance(ulong seed)
{
    // Far from the draws that machines and faults of the same seed take.
    private long _index = 1L << 40;

    /// <summary>A number from 0 to below 1.</summary>
    /// <returns>The number.</returns>
    public double Unit() => SeededNoise.Unit(seed, _index++);

    /// <summary>A whole number.</summary>
    /// <param name="least">The least.</param>
    /// <param name="most">The most.</param>
    /// <returns>One of them.</returns>
    public int Whole(int least, int most) => least + SeededNoise.Below(seed, _index++, most - least + 1);

    /// <summary>Whether something happens.</summary>
    /// <param name="probability">How likely it is, 0 to 1.</param>
    /// <returns>Whether it does.</returns>
    public bool Happens(double probability) => Unit() < probability;
}
