using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>The charge that needs no contract: metered load at the real-time price of the physical settlement point.</summary>
internal static class MeteredEnergy
{
    /// <summary>Writes one line for each settled interval.</summary>
    /// <param name="input">What was metered and priced.</param>
    /// <param name="indexes">The contracts that pass the energy through; the one in force names the line.</param>
    /// <param name="lines">Takes the lines.</param>
    public static void Settle(
        SettlementInput input, ImmutableArray<IndexContract> indexes, ICollection<StatementLine> lines)
    {
        foreach (var interval in input.Intervals)
        {
            if (interval is not { IsSettled: true, Reading: { } reading, Physical: { } physical })
            {
                continue;
            }

            var start = interval.Slot.Start;
            lines.Add(new(
                new(start, ChargeKind.EnergyRealTime, ContractAt(indexes, start), LineComponent.Consumption, ""),
                interval.Slot,
                reading.Energy.Value,
                LineUnit.MegawattHour,
                physical.Price.Value,
                new(LineArithmetic.Amount(reading.Energy.Value, physical.Price.Value, LineRounding.Exact)),
                new(reading.Id, physical.Id, input.RuleVersion(start), LineRounding.Exact, interval.JournalSequence)));
        }
    }

    private static ContractId? ContractAt(ImmutableArray<IndexContract> indexes, Instant start)
    {
        foreach (var index in indexes)
        {
            if (index.Term.Covers(start))
            {
                return index.Id;
            }
        }

        return null;
    }
}
