using System.Globalization;

namespace Spillway.Units;

/// <summary>Price of energy in the site's one currency. May be negative: then the buyer is paid. Unit: currency per MWh.</summary>
/// <param name="Value">The number in the unit the type names.</param>
public readonly record struct EnergyPrice(decimal Value) : IComparable<EnergyPrice>
{
    /// <summary>Nothing: zero of this quantity.</summary>
    public static EnergyPrice Zero => default;

    /// <summary>The smaller of two.</summary>
    /// <param name="left">One of the two.</param>
    /// <param name="right">The other.</param>
    /// <returns>The smaller; <paramref name="left"/> where they are equal.</returns>
    public static EnergyPrice Min(EnergyPrice left, EnergyPrice right) => right < left ? right : left;

    /// <summary>Adds two amounts exactly.</summary>
    public static EnergyPrice operator +(EnergyPrice left, EnergyPrice right) => new(left.Value + right.Value);

    /// <summary>Subtracts exactly.</summary>
    public static EnergyPrice operator -(EnergyPrice left, EnergyPrice right) => new(left.Value - right.Value);

    /// <summary>Turns the sign.</summary>
    public static EnergyPrice operator -(EnergyPrice value) => new(-value.Value);

    /// <summary>Multiplies by a number without a unit.</summary>
    public static EnergyPrice operator *(EnergyPrice left, decimal right) => new(left.Value * right);

    /// <summary>Whether the left side is the smaller.</summary>
    public static bool operator <(EnergyPrice left, EnergyPrice right) => left.Value < right.Value;

    /// <summary>Whether the left side is the larger.</summary>
    public static bool operator >(EnergyPrice left, EnergyPrice right) => left.Value > right.Value;

    /// <summary>Whether the left side is not the larger.</summary>
    public static bool operator <=(EnergyPrice left, EnergyPrice right) => left.Value <= right.Value;

    /// <summary>Whether the left side is not the smaller.</summary>
    public static bool operator >=(EnergyPrice left, EnergyPrice right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(EnergyPrice other) => Value.CompareTo(other.Value);

    /// <summary>The number without a unit, in the invariant culture.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
