namespace Spillway.Units;

/// <summary>The name of a feed: the breaker or contactor that some machines of one group hang behind.</summary>
/// <param name="Text">The name as the site file writes it; never empty.</param>
public readonly record struct FeedId(string Text)
{
    /// <summary>The name itself.</summary>
    public override string ToString() => Text;
}
