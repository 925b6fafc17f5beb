using System.Globalization;

namespace Spillway.Units;

/// <summary>Electric current of one conductor, as its effective value. Unit: A.</summary>
/// <param name="Value">The number in the unit the type names.</param>
public readonly record struct Amperes(decimal Value) : IComparable<Amperes>
{
    /// <summary>Nothing: zero of this quantity.</summary>
    public static Amperes Zero => default;

    /// <summary>The smaller of two.</summary>
    /// <param name="left">One of the two.</param>
    /// <param name="right">The other.</param>
    /// <returns>The smaller; <paramref name="left"/> where they are equal.</returns>
    public static Amperes Min(Amperes left, Amperes right) => right < left ? right : left;

    /// <summary>Adds two amounts exactly.</summary>
    public static Amperes operator +(Amperes left, Amperes right) => new(left.Value + right.Value);

    /// <summary>Subtracts exactly.</summary>
    public static Amperes operator -(Amperes left, Amperes right) => new(left.Value - right.Value);

    /// <summary>Turns the sign.</summary>
    public static Amperes operator -(Amperes value) => new(-value.Value);

    /// <summary>Multiplies by a number without a unit.</summary>
    public static Amperes operator *(Amperes left, decimal right) => new(left.Value * right);

    /// <summary>Whether the left side is the smaller.</summary>
    public static bool operator <(Amperes left, Amperes right) => left.Value < right.Value;

    /// <summary>Whether the left side is the larger.</summary>
    public static bool operator >(Amperes left, Amperes right) => left.Value > right.Value;

    /// <summary>Whether the left side is not the larger.</summary>
    public static bool operator <=(Amperes left, Amperes right) => left.Value <= right.Value;

    /// <summary>Whether the left side is not the smaller.</summary>
    public static bool operator >=(Amperes left, Amperes right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(Amperes other) => Value.CompareTo(other.Value);

    /// <summary>The number without a unit, in the invariant culture.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
