using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>What a retailer adds to the real-time price: adder, losses, fees. The metered energy itself is charged elsewhere.</summary>
/// <param name="contract">The contract.</param>
public sealed class IndexClause(IndexContract contract) : IClause
{
    /// <inheritdoc/>
    public ContractId Id => contract.Id;

    /// <inheritdoc/>
    public void Settle(SettlementInput input, ICollection<StatementLine> lines)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(lines);
        var write = new ClauseLines(contract, input, lines);
        foreach (var interval in write.Settled)
        {
            Interval(write, interval);
        }

        foreach (var month in MonthOfIntervals.Of(write))
        {
            write.Write(
                new(ChargeKind.RetailAdder, LineComponent.Fee, "month"),
                month.Span,
                new(contract.MonthlyFee == Money.Zero ? 0m : month.Share, LineUnit.Each),
                ClauseLines.Stated("clause:fee_per_month", month.Span, contract.MonthlyFee.Value));
        }
    }

    private void Interval(ClauseLines write, MeteredInterval interval)
    {
        var slot = interval.Slot;
        var metered = interval.Reading!.Value.Energy;
        var billed = metered * contract.LossFactor.Value;
        if (contract.Adder != EnergyPrice.Zero)
        {
            write.Write(
                new(ChargeKind.RetailAdder, LineComponent.Adder),
                slot,
                ClauseLines.Metered(interval, billed),
                ClauseLines.Stated("clause:adder", slot, contract.Adder.Value),
                interval.JournalSequence);
        }

        write.Write(
            new(ChargeKind.RetailAdder, LineComponent.Losses),
            slot,
            ClauseLines.Metered(interval, billed - metered),
            ClauseLines.Market(interval.Physical!.Value),
            interval.JournalSequence);
        if (contract.Fee != EnergyPrice.Zero)
        {
            write.Write(
                new(ChargeKind.RetailAdder, LineComponent.Fee),
                slot,
                ClauseLines.Metered(interval, metered),
                ClauseLines.Stated("clause:fee", slot, contract.Fee.Value),
                interval.JournalSequence);
        }
    }
}
