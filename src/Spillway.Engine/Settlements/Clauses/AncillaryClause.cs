using NodaTime.Text;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>An ancillary service: paid for what was awarded; where awards are financial, what is not carried is bought back at the
/// real-time clearing price, and what is carried beyond the award is paid at it.</summary>
/// <param name="contract">The contract.</param>
public sealed class AncillaryClause(AncillarySale contract) : IClause
{
    /// <inheritdoc/>
    public ContractId Id => contract.Id;

    /// <inheritdoc/>
    public void Settle(SettlementInput input, ICollection<StatementLine> lines)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(lines);
        var write = new ClauseLines(contract, input, lines);
        var rows = input.Awards.Rows.Where(row => row.Contract == Id && row.Product == contract.Product).OrderBy(row => row.Start).ToList();
        foreach (var span in AwardSpan.Of(write.Settled, rows))
        {
            write.Write(
                new(ChargeKind.AncillaryAward, LineComponent.Award, contract.Product),
                span.Slot,
                new(-span.Hours(span.Row.Awarded), LineUnit.MegawattHeldForAnHour, span.Reading),
                span.Priced($"{contract.Product}@day-ahead", span.Row.AwardPrice),
                span.Interval.JournalSequence);
            if (contract.IsFinancial(span.Slot.Start))
            {
                Imbalance(write, span);
            }
        }
    }

    private void Imbalance(ClauseLines write, AwardSpan span)
    {
        if (span.Row.RealTimeAwarded is not { } carried || span.Row.RealTimePrice is not { } price)
        {
            throw new RefusedException(
                ClauseErrors.NoRealTimeAward,
                $"contract '{Id}': the {contract.Product} award of {InstantPattern.General.Format(span.Row.Start)} ({span.Row.Awarded} MW, row {span.Row.Row}) is financial and does not say what was carried in real time and at which clearing price.");
        }

        write.Write(
            new(ChargeKind.AncillaryImbalance, LineComponent.Imbalance, contract.Product),
            span.Slot,
            new(span.Hours(span.Row.Awarded - carried), LineUnit.MegawattHeldForAnHour, span.Reading),
            span.Priced($"{contract.Product}@real-time", price),
            span.Interval.JournalSequence);
    }
}
