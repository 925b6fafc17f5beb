using System.Collections.Immutable;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>A block or a trade: its energy at the agreed price, given back at the real-time price of financial positions.</summary>
/// <param name="position">The contract.</param>
/// <param name="before">The blocks that consumption uses first; empty for a trade.</param>
public sealed class PositionClause(IPosition position, ImmutableArray<FixedBlock> before) : IClause
{
    /// <inheritdoc/>
    public ContractId Id => position.Id;

    /// <inheritdoc/>
    public void Settle(SettlementInput input, ICollection<StatementLine> lines)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(lines);
        var write = new ClauseLines(position, input, lines);
        foreach (var interval in write.Settled)
        {
            var slot = interval.Slot;
            if (!position.Known.Covers(slot.Start))
            {
                throw new RefusedException(
                    ClauseErrors.NotNominated, $"contract '{Id}': it is in force in {ClauseLines.Month(interval)} and nobody said how much it holds in that month.");
            }

            var owed = position.Energy(slot.Start, slot.Length);
            var quantity = owed.ToMegawattHours().Value;
            write.Write(
                new(ChargeKind.FixedBlock, LineComponent.Purchase),
                slot,
                new(quantity, LineUnit.MegawattHour),
                ClauseLines.Stated("clause:price", slot, position.Price.Value),
                interval.JournalSequence);
            write.Write(
                new(ChargeKind.FixedBlock, LineComponent.RealTimeValue),
                slot,
                new(-quantity, LineUnit.MegawattHour),
                ClauseLines.Market(interval.Financial!.Value),
                interval.JournalSequence);
            if (position is FixedBlock { SellBackSpread.Value: > 0m } block)
            {
                SellBack(write, block, interval, owed);
            }
        }
    }

    private void SellBack(ClauseLines write, FixedBlock block, MeteredInterval interval, ExactEnergy owed)
    {
        var slot = interval.Slot;
        var drawn = new ExactEnergy(Math.Max(0m, interval.Reading!.Value.Energy.Value) * 60m);
        foreach (var earlier in before)
        {
            drawn = BlockUse.Of(earlier.Energy(slot.Start, slot.Length), drawn).DrawnBeyond;
        }

        write.Write(
            new(ChargeKind.FixedBlock, LineComponent.SellBackSpread),
            slot,
            ClauseLines.Metered(interval, BlockUse.Of(owed, drawn).Unsold.ToMegawattHours()),
            ClauseLines.Stated("clause:sell_back_spread", slot, block.SellBackSpread.Value),
            interval.JournalSequence);
    }
}
