using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>Emergency response: paid for each MW and hour of the time periods, less what was not available.</summary>
/// <param name="contract">The contract.</param>
public sealed class EmergencyResponseClause(EmergencyResponse contract) : IClause
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
            var slot = interval.Slot;
            var held = contract.Obligation.Energy(slot.Start, slot.Length).ToMegawattHours().Value;
            var price = ClauseLines.Stated("clause:price_per_mw_h", slot, contract.Price.Value);
            write.Write(
                new(ChargeKind.EmergencyResponse, LineComponent.Award),
                slot,
                new(-held, LineUnit.MegawattHeldForAnHour),
                price,
                interval.JournalSequence);
            write.Write(
                new(ChargeKind.EmergencyResponse, LineComponent.Penalty), slot, Missing(interval, held), price, interval.JournalSequence);
        }
    }

    // What was not available: by the share that the programme stated, else by the meter, as load that is not there cannot be shed.
    private Counted Missing(MeteredInterval interval, decimal held) => contract.Availability is { } stated
        ? new(held * (1m - stated.Value), LineUnit.MegawattHeldForAnHour)
        : new(
            Math.Max(0m, held - Math.Max(0m, interval.Reading!.Value.Energy.Value)),
            LineUnit.MegawattHeldForAnHour,
            interval.Reading!.Value.Id);
}
