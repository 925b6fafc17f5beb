using Spillway.Engine;

namespace Spillway.App.Sites;

/// <summary>Which numbers a key of the site file allows, in the key's own unit.</summary>
/// <param name="Least">The smallest.</param>
/// <param name="Most">The largest.</param>
/// <param name="LeastOpen">Whether the smallest itself is not allowed.</param>
/// <param name="MostOpen">Whether the largest itself is not allowed.</param>
/// <param name="SmallestPlausible">Other than zero, nothing nearer to zero than this makes sense; 0 where anything does.</param>
/// <param name="TooSmall">What a value nearer to zero was probably meant to be.</param>
/// <param name="TooLarge">What a value above the largest was probably meant to be.</param>
public sealed record NumberRange(
    decimal Least,
    decimal Most,
    bool LeastOpen = false,
    bool MostOpen = false,
    decimal SmallestPlausible = 0m,
    UnitHint? TooSmall = null,
    UnitHint? TooLarge = null)
{
    /// <summary>Whether a number is between the ends.</summary>
    /// <param name="value">The number.</param>
    /// <returns>True where the key allows it, plausible or not.</returns>
    public bool Contains(decimal value) =>
        (LeastOpen ? value > Least : value >= Least) && (MostOpen ? value < Most : value <= Most);

    /// <summary>The ends in words, without the unit.</summary>
    public override string ToString() => Words.ToString();

    /// <summary>The same, its numbers kept apart.</summary>
    internal Wording Words => (LeastOpen, MostOpen) switch
    {
        (true, true) => $"above {Least:#,0.####} to below {Most:#,0.####}",
        (true, false) => $"above {Least:#,0.####} to {Most:#,0.####}",
        (false, true) => $"from {Least:#,0.####} to below {Most:#,0.####}",
        _ => $"from {Least:#,0.####} to {Most:#,0.####}",
    };
}
