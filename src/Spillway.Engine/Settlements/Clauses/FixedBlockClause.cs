using System.Collections.Immutable;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>Power bought ahead at a fixed price: owed in full, and worth the real-time price of the zone.</summary>
/// <param name="block">What was agreed.</param>
/// <param name="before">The blocks earlier in the file, which consumption uses first.</param>
public sealed class FixedBlockClause(FixedBlock block, ImmutableArray<FixedBlock> before) : IBlockClause
{
    private const decimal MinutesPerHour = 60m;

    /// <inheritdoc/>
    public ContractId Id => block.Id;

    /// <inheritdoc/>
    public BlockPosition? At(MeteredInterval interval)
    {
        ArgumentNullException.ThrowIfNull(interval);
        var owed = PositionLines.Owed(block, interval);
        return owed == ExactEnergy.Zero ? null : new(owed.ToMegawattHours(), block.Price);
    }

    /// <inheritdoc/>
    public void Settle(SettlementInput input, ICollection<StatementLine> lines)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(lines);
        var write = new ClauseLines(block, input, lines);
        foreach (var interval in write.Settled)
        {
            var owed = PositionLines.Owed(block, interval);
            PositionLines.Write(write, block, interval, owed);
            if (block.SellBackSpread > EnergyPrice.Zero)
            {
                SellBack(write, interval, owed);
            }
        }
    }

    private void SellBack(ClauseLines write, MeteredInterval interval, ExactEnergy owed)
    {
        var drawn = new ExactEnergy(Math.Max(0m, interval.Reading!.Value.Energy.Value) * MinutesPerHour);
        foreach (var earlier in before)
        {
            drawn = BlockUse.Of(PositionLines.Owed(earlier, interval), drawn).DrawnBeyond;
        }

        write.Write(
            new(ChargeKind.FixedBlock, LineComponent.SellBackSpread),
            interval.Slot,
            ClauseLines.Metered(interval, BlockUse.Of(owed, drawn).Unsold.ToMegawattHours()),
            ClauseLines.Stated("sell_back_spread", interval.Slot, block.SellBackSpread.Value),
            interval.JournalSequence);
    }
}
