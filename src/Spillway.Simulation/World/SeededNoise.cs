namespace Spillway.Simulation.World;

/// <summary>Chance that is a pure function of a seed and an index: the same whenever and however often it is asked.</summary>
public static class SeededNoise
{
    private const double OneOver53Bits = 1.0 / (1UL << 53);

    /// <summary>Sixty-four mixed bits (the finaliser of SplitMix64).</summary>
    /// <param name="seed">Whose chance it is.</param>
    /// <param name="index">Which draw.</param>
    /// <returns>The bits.</returns>
    public static ulong Bits(ulong seed, long index)
    {
        unchecked
        {
            var mixed = seed + (((ulong)index + 1) * 0x9E3779B97F4A7C15UL);
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>A number from 0 to below 1.</summary>
    /// <param name="seed">Whose chance it is.</param>
    /// <param name="index">Which draw.</param>
    /// <returns>The number.</returns>
    public static double Unit(ulong seed, long index) => (Bits(seed, index) >> 11) * OneOver53Bits;

    /// <summary>A number from −1 to below 1.</summary>
    /// <param name="seed">Whose chance it is.</param>
    /// <param name="index">Which draw.</param>
    /// <returns>The number.</returns>
    public static double Symmetric(ulong seed, long index) => (2 * Unit(seed, index)) - 1;

    /// <summary>A whole number below a bound.</summary>
    /// <param name="seed">Whose chance it is.</param>
    /// <param name="index">Which draw.</param>
    /// <param name="bound">Exclusive upper bound, above zero.</param>
    /// <returns>From 0 to one below the bound.</returns>
    public static int Below(ulong seed, long index, int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)((Bits(seed, index) >> 11) % (ulong)bound);
    }
}
