using Spillway.Units;

namespace Spillway.Engine.Settlements.Bridges;

/// <summary>One reason with its money.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Amount">What it added to what the site earned; negative where it took.</param>
/// <param name="Because">One sentence with the numbers.</param>
public readonly record struct BridgePart(BridgePartKind Kind, Money Amount, string Because);
