namespace Spillway.Units;

/// <summary>The name of an order: who sends the same id twice means the same order.</summary>
/// <param name="Text">The id as its sender gave it; never empty.</param>
public readonly record struct OrderId(string Text) : IComparable<OrderId>
{
    /// <inheritdoc/>
    public int CompareTo(OrderId other) => string.CompareOrdinal(Text, other.Text);

    /// <summary>Whether the left name sorts before the right, by code point.</summary>
    public static bool operator <(OrderId left, OrderId right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left name sorts after the right, by code point.</summary>
    public static bool operator >(OrderId left, OrderId right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left name does not sort after the right.</summary>
    public static bool operator <=(OrderId left, OrderId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left name does not sort before the right.</summary>
    public static bool operator >=(OrderId left, OrderId right) => left.CompareTo(right) >= 0;

    /// <summary>The name itself.</summary>
    public override string ToString() => Text;
}
