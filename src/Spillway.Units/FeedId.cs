namespace Spillway.Units;

/// <summary>The name of a feed: the breaker or contactor that some machines of one group hang behind.</summary>
/// <param name="Text">The name as the site file writes it; never empty.</param>
public readonly record struct FeedId(string Text) : IComparable<FeedId>
{
    /// <inheritdoc/>
    public int CompareTo(FeedId other) => string.CompareOrdinal(Text, other.Text);

    /// <summary>Whether the left name sorts before the right, by code point.</summary>
    public static bool operator <(FeedId left, FeedId right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left name sorts after the right, by code point.</summary>
    public static bool operator >(FeedId left, FeedId right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left name does not sort after the right.</summary>
    public static bool operator <=(FeedId left, FeedId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left name does not sort before the right.</summary>
    public static bool operator >=(FeedId left, FeedId right) => left.CompareTo(right) >= 0;

    /// <summary>The name itself.</summary>
    public override string ToString() => Text;
}
