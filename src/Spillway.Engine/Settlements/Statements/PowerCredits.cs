using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What was bought ahead, not drawn, and worth more than it cost: the industry's power credits.</summary>
/// <remarks>They stand beside the lines and are no line: what they count is in the blocks' charges already.</remarks>
internal static class PowerCredits
{
    /// <summary>Sums the credits of all settled intervals: consumption uses the blocks in file order, each with a price of
    /// its own.</summary>
    /// <param name="input">What was metered and priced.</param>
    /// <param name="blocks">The blocks in file order.</param>
    /// <returns>Σ max(0, P − F) × max(0, B × h − what of the block was drawn), exact.</returns>
    public static Money Of(SettlementInput input, ImmutableArray<IBlockClause> blocks)
    {
        var sum = 0m;
        foreach (var interval in input.Intervals)
        {
            if (blocks.IsEmpty || interval is not { IsSettled: true, Reading: { } reading, Financial: { } financial })
            {
                continue;
            }

            var left = reading.Energy.Value;
            foreach (var block in blocks)
            {
                if (block.At(interval) is not { } position)
                {
                    continue;
                }

                var drawn = Math.Min(left, position.Energy.Value);
                left -= drawn;
                sum += Math.Max(0m, financial.Price.Value - position.Price.Value) * (position.Energy.Value - drawn);
            }
        }

        return new(sum);
    }
}
