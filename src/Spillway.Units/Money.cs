using System.Globalization;

namespace Spillway.Units;

/// <summary>An amount in the site's one currency. The sign is said by the member that carries it. Unit: one unit of currency (1 = one dollar, not one cent).</summary>
/// <param name="Value">The number in the unit the type names.</param>
public readonly record struct Money(decimal Value) : IComparable<Money>
{
    /// <summary>Nothing: zero of this quantity.</summary>
    public static Money Zero => default;

    /// <summary>The smaller of two.</summary>
    /// <param name="left">One of the two.</param>
    /// <param name="right">The other.</param>
    /// <returns>The smaller; <paramref name="left"/> where they are equal.</returns>
    public static Money Min(Money left, Money right) => right < left ? right : left;

    /// <summary>Adds two amounts exactly.</summary>
    public static Money operator +(Money left, Money right) => new(left.Value + right.Value);

    /// <summary>Subtracts exactly.</summary>
    public static Money operator -(Money left, Money right) => new(left.Value - right.Value);

    /// <summary>Turns the sign.</summary>
    public static Money operator -(Money value) => new(-value.Value);

    /// <summary>Multiplies by a number without a unit.</summary>
    public static Money operator *(Money left, decimal right) => new(left.Value * right);

    /// <summary>Whether the left side is the smaller.</summary>
    public static bool operator <(Money left, Money right) => left.Value < right.Value;

    /// <summary>Whether the left side is the larger.</summary>
    public static bool operator >(Money left, Money right) => left.Value > right.Value;

    /// <summary>Whether the left side is not the larger.</summary>
    public static bool operator <=(Money left, Money right) => left.Value <= right.Value;

    /// <summary>Whether the left side is not the smaller.</summary>
    public static bool operator >=(Money left, Money right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Value.CompareTo(other.Value);

    /// <summary>The number without a unit, in the invariant culture.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
