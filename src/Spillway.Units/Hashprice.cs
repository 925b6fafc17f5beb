using System.Globalization;

namespace Spillway.Units;

/// <summary>What one petahash per second earns in a day, in the site's currency. Unit: currency per PH/s and day.</summary>
/// <param name="Value">The number in the unit the type names.</param>
public readonly record struct Hashprice(decimal Value) : IComparable<Hashprice>
{
    /// <summary>Nothing: zero of this quantity.</summary>
    public static Hashprice Zero => default;

    /// <summary>The smaller of two.</summary>
    /// <param name="left">One of the two.</param>
    /// <param name="right">The other.</param>
    /// <returns>The smaller; <paramref name="left"/> where they are equal.</returns>
    public static Hashprice Min(Hashprice left, Hashprice right) => right < left ? right : left;

    /// <summary>Whether the left side is the smaller.</summary>
    public static bool operator <(Hashprice left, Hashprice right) => left.Value < right.Value;

    /// <summary>Whether the left side is the larger.</summary>
    public static bool operator >(Hashprice left, Hashprice right) => left.Value > right.Value;

    /// <summary>Whether the left side is not the larger.</summary>
    public static bool operator <=(Hashprice left, Hashprice right) => left.Value <= right.Value;

    /// <summary>Whether the left side is not the smaller.</summary>
    public static bool operator >=(Hashprice left, Hashprice right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(Hashprice other) => Value.CompareTo(other.Value);

    /// <summary>The number without a unit, in the invariant culture.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
