using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What was bought ahead, not drawn, and worth more than it cost: the industry's power credits.</summary>
/// <remarks>They stand beside the lines and are no line: what they count is in the blocks' charges already.</remarks>
internal static class PowerCredits
{
    private const decimal MinutesPerHour = 60m;

    /// <summary>Sums the credits of all settled intervals: consumption uses the blocks in file order, each with a price of
    /// its own.</summary>
    /// <param name="input">What was metered and priced.</param>
    /// <param name="blocks">The blocks in file order.</param>
    /// <returns>Σ max(0, P − F) × max(0, B × h − what of the block was drawn), exact.</returns>
    public static Money Of(SettlementInput input, ImmutableArray<FixedBlock> blocks)
    {
        var sum = 0m;
        foreach (var interval in input.Intervals)
        {
            if (blocks.IsEmpty || interval is not { IsSettled: true, Reading: { } reading, Financial: { } financial })
            {
                continue;
            }

            var left = new ExactEnergy(Math.Max(0m, reading.Energy.Value) * MinutesPerHour);
            foreach (var block in blocks)
            {
                var use = BlockUse.Of(block.Energy(interval.Slot.Start, interval.Slot.Length), left);
                left = use.DrawnBeyond;
                sum += Math.Max(0m, financial.Price.Value - block.Price.Value) * use.Unsold.ToMegawattHours().Value;
            }
        }

        return new(sum);
    }
}
