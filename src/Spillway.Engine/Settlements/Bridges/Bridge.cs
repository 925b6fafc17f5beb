using System.Collections.Immutable;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Bridges;

/// <summary>From one net to another, reason by reason; to the cent, and the parts sum exactly.</summary>
public sealed record Bridge
{
    private const decimal Cent = 0.01m;

    private Bridge(Money from, ImmutableArray<BridgePart> parts, Money to) => (From, Parts, To) = (from, parts, to);

    /// <summary>The net it starts from: production less all charges.</summary>
    public Money From { get; }

    /// <summary>The reasons, in the order of <see cref="BridgePartKind"/>; each kind once at most.</summary>
    public ImmutableArray<BridgePart> Parts { get; }

    /// <summary>The net it ends at.</summary>
    public Money To { get; }

    /// <summary>Rounds a bridge so that what a person sees adds up: every figure to the cent, and one part takes the cents
    /// that rounding leaves.</summary>
    /// <param name="from">The net it starts from, exact.</param>
    /// <param name="parts">The reasons, exact.</param>
    /// <param name="to">The net it ends at, exact.</param>
    /// <param name="takes">The part that takes the cents.</param>
    /// <returns>The bridge.</returns>
    public static Bridge ToTheCent(Money from, ImmutableArray<BridgePart> parts, Money to, BridgePartKind takes)
    {
        var shown = parts.Select(part => part with { Amount = LineAmount.ToCent(part.Amount) }).ToArray();
        var (start, end) = (LineAmount.ToCent(from), LineAmount.ToCent(to));
        var index = Array.FindIndex(shown, part => part.Kind == takes);
        var left = end.Value - start.Value - shown.Sum(part => part.Amount.Value);

        // More than rounding would be a part that was forgotten, and must not hide in another.
        Invariant.Holds(index >= 0 && Math.Abs(left) <= Cent * (shown.Length + 2));
        shown[index] = shown[index] with { Amount = new(shown[index].Amount.Value + left) };
        return new(start, [.. shown], end);
    }
}
