using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>Day-ahead energy: the award at its clearing price, given back at the real-time price of financial positions.</summary>
/// <param name="contract">The contract.</param>
public sealed class DayAheadClause(DayAheadContract contract) : IClause
{
    /// <summary>The product of the rows of an awards file that are day-ahead energy.</summary>
    public const string Product = "day-ahead";

    /// <inheritdoc/>
    public ContractId Id => contract.Id;

    /// <summary>The awards of a contract, ascending.</summary>
    internal static IReadOnlyList<AwardRow> RowsOf(DayAheadContract contract, AwardBook awards) =>
        [.. awards.Rows.Where(row => row.Contract == contract.Id && row.Product == Product).OrderBy(static row => row.Start)];

    /// <inheritdoc/>
    public void Settle(SettlementInput input, ICollection<StatementLine> lines)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(lines);
        var write = new ClauseLines(contract, input, lines);
        foreach (var span in AwardSpan.Of(write.Settled, RowsOf(contract, input.Awards)))
        {
            var quantity = span.Hours(span.Row.Awarded);
            write.Write(
                new(ChargeKind.DayAhead, LineComponent.Purchase),
                span.Slot,
                new(quantity, LineUnit.MegawattHour, span.Reading),
                span.Priced(Product, span.Row.AwardPrice),
                span.Interval.JournalSequence);
            write.Write(
                new(ChargeKind.DayAhead, LineComponent.RealTimeValue),
                span.Slot,
                new(-quantity, LineUnit.MegawattHour, span.Reading),
                ClauseLines.Market(span.Interval.Financial!.Value),
                span.Interval.JournalSequence);
        }
    }
}
