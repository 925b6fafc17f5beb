namespace Spillway.Units;

/// <summary>The name of an order: who sends the same id twice means the same order.</summary>
/// <param name="Text">The id as its sender gave it; never empty.</param>
public readonly record struct OrderId(string Text)
{
    /// <summary>The name itself.</summary>
    public override string ToString() => Text;
}
