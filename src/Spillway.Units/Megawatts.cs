using System.Globalization;

namespace Spillway.Units;

/// <summary>Electric power. Consumption is positive, production negative. Unit: MW.</summary>
/// <param name="Value">The number in the unit the type names.</param>
public readonly record struct Megawatts(decimal Value) : IComparable<Megawatts>
{
    /// <summary>Nothing: zero of this quantity.</summary>
    public static Megawatts Zero => default;

    /// <summary>The smaller of two.</summary>
    /// <param name="left">One of the two.</param>
    /// <param name="right">The other.</param>
    /// <returns>The smaller; <paramref name="left"/> where they are equal.</returns>
    public static Megawatts Min(Megawatts left, Megawatts right) => right < left ? right : left;

    /// <summary>Adds two amounts exactly.</summary>
    public static Megawatts operator +(Megawatts left, Megawatts right) => new(left.Value + right.Value);

    /// <summary>Subtracts exactly.</summary>
    public static Megawatts operator -(Megawatts left, Megawatts right) => new(left.Value - right.Value);

    /// <summary>Turns the sign.</summary>
    public static Megawatts operator -(Megawatts value) => new(-value.Value);

    /// <summary>Multiplies by a number without a unit.</summary>
    public static Megawatts operator *(Megawatts left, decimal right) => new(left.Value * right);

    /// <summary>Whether the left side is the smaller.</summary>
    public static bool operator <(Megawatts left, Megawatts right) => left.Value < right.Value;

    /// <summary>Whether the left side is the larger.</summary>
    public static bool operator >(Megawatts left, Megawatts right) => left.Value > right.Value;

    /// <summary>Whether the left side is not the larger.</summary>
    public static bool operator <=(Megawatts left, Megawatts right) => left.Value <= right.Value;

    /// <summary>Whether the left side is not the smaller.</summary>
    public static bool operator >=(Megawatts left, Megawatts right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(Megawatts other) => Value.CompareTo(other.Value);

    /// <summary>The number without a unit, in the invariant culture.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
