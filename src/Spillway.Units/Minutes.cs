using System.Globalization;

namespace Spillway.Units;

/// <summary>A span of time as tariffs and machine data sheets state it. Unit: minutes; fractions are allowed.</summary>
/// <param name="Value">The number in the unit the type names.</param>
public readonly record struct Minutes(decimal Value) : IComparable<Minutes>
{
    /// <summary>Nothing: zero of this quantity.</summary>
    public static Minutes Zero => default;

    /// <summary>The smaller of two.</summary>
    /// <param name="left">One of the two.</param>
    /// <param name="right">The other.</param>
    /// <returns>The smaller; <paramref name="left"/> where they are equal.</returns>
    public static Minutes Min(Minutes left, Minutes right) => right < left ? right : left;

    /// <summary>Adds two amounts exactly.</summary>
    public static Minutes operator +(Minutes left, Minutes right) => new(left.Value + right.Value);

    /// <summary>Subtracts exactly.</summary>
    public static Minutes operator -(Minutes left, Minutes right) => new(left.Value - right.Value);

    /// <summary>Turns the sign.</summary>
    public static Minutes operator -(Minutes value) => new(-value.Value);

    /// <summary>Multiplies by a number without a unit.</summary>
    public static Minutes operator *(Minutes left, decimal right) => new(left.Value * right);

    /// <summary>Whether the left side is the smaller.</summary>
    public static bool operator <(Minutes left, Minutes right) => left.Value < right.Value;

    /// <summary>Whether the left side is the larger.</summary>
    public static bool operator >(Minutes left, Minutes right) => left.Value > right.Value;

    /// <summary>Whether the left side is not the larger.</summary>
    public static bool operator <=(Minutes left, Minutes right) => left.Value <= right.Value;

    /// <summary>Whether the left side is not the smaller.</summary>
    public static bool operator >=(Minutes left, Minutes right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(Minutes other) => Value.CompareTo(other.Value);

    /// <summary>The number without a unit, in the invariant culture.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
