using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>The charge that needs no contract: metered load at the real-time price of the physical settlement point.</summary>
internal static class MeteredEnergy
{
    /// <summary>Writes one line for each settled interval.</summary>
    /// <param name="input">What was metered and priced.</param>
    /// <param name="contractAt">The contract that passes the energy through at an interval; null where none is in force.</param>
    /// <param name="lines">Takes the lines.</param>
    public static void Settle(
        SettlementInput input, Func<MeteredInterval, ContractId?> contractAt, ICollection<StatementLine> lines)
    {
        foreach (var interval in input.Intervals)
        {
            if (interval is not { IsSettled: true, Reading: { } reading, Physical: { } physical })
            {
                continue;
            }

            var start = interval.Slot.Start;
            lines.Add(new(
                new(start, ChargeKind.EnergyRealTime, contractAt(interval), LineComponent.Consumption, ""),
                interval.Slot,
                reading.Energy.Value,
                LineUnit.MegawattHour,
                physical.Price.Value,
                LineAmount.Of(reading.Energy.Value, physical.Price.Value, LineRounding.Exact),
                new(reading.Id, physical.Id, input.RuleVersion(start), LineRounding.Exact, interval.JournalSequence)));
        }
    }
}
