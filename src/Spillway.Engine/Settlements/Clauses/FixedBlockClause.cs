using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>Power bought ahead at a fixed price: owed in full, and worth the real-time price of the zone.</summary>
/// <param name="block">What was agreed.</param>
public sealed class FixedBlockClause(FixedBlock block) : IBlockClause
{
    private const string AgreedPrice = "clause:price";

    /// <inheritdoc/>
    public ContractId Id => block.Id;

    /// <inheritdoc/>
    public BlockPosition? At(MeteredInterval interval)
    {
        ArgumentNullException.ThrowIfNull(interval);
        return new(SlotEnergy.Of(block.Power, interval.Slot), block.Price);
    }

    /// <inheritdoc/>
    public void Settle(SettlementInput input, ICollection<StatementLine> lines)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(lines);
        foreach (var interval in input.Intervals)
        {
            if (interval is { IsSettled: true, Financial: { } financial } && At(interval) is { } position)
            {
                var agreed = new KnownPrice(new(AgreedPrice, interval.Slot.Start, -1), position.Price);
                lines.Add(Line(input, interval, LineComponent.Purchase, position.Energy.Value, agreed));
                lines.Add(Line(input, interval, LineComponent.RealTimeValue, -position.Energy.Value, financial));
            }
        }
    }

    private StatementLine Line(
        SettlementInput input, MeteredInterval interval, LineComponent component, decimal quantity, KnownPrice price) => new(
            new(interval.Slot.Start, ChargeKind.FixedBlock, Id, component, ""),
            interval.Slot,
            quantity,
            LineUnit.MegawattHour,
            price.Price.Value,
            LineAmount.Of(quantity, price.Price.Value, LineRounding.Exact),
            new(null, price.Id, input.RuleVersion(interval.Slot.Start), LineRounding.Exact, interval.JournalSequence));
}
