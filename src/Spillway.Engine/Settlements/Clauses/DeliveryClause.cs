using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>The wires company's tariff: energy by the interval; demand, ratchet and fee by the month.</summary>
/// <param name="tariff">The contract.</param>
public sealed class DeliveryClause(DeliveryTariff tariff) : IClause
{
    /// <inheritdoc/>
    public ContractId Id => tariff.Id;

    /// <inheritdoc/>
    public void Settle(SettlementInput input, ICollection<StatementLine> lines)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(lines);
        var write = new ClauseLines(tariff, input, lines);
        foreach (var interval in write.Settled)
        {
            write.Write(
                new(ChargeKind.Delivery, LineComponent.Energy),
                interval.Slot,
                tariff.EnergyPrice == EnergyPrice.Zero ? default : ClauseLines.Metered(interval, interval.Reading!.Value.Energy),
                ClauseLines.Stated("clause:energy", interval.Slot, tariff.EnergyPrice.Value),
                interval.JournalSequence);
        }

        var metered = Metered(input);
        foreach (var month in MonthOfIntervals.Of(write))
        {
            Month(write, earlier => Highest(metered[earlier], input.Demands, earlier), month);
        }
    }

    private void Month(ClauseLines write, Func<YearMonth, (Megawatts Power, ReadingId? Reading)?> highest, MonthOfIntervals month)
    {
        var price = ClauseLines.Stated("clause:demand_per_month", month.Span, tariff.DemandPrice.Value);
        var own = DemandWindows.Highest(month.Settled, tariff.DemandWindow);
        write.Write(
            new(ChargeKind.Delivery, LineComponent.Demand),
            month.Span,
            new((own?.Power.Value ?? 0m) * month.Share, LineUnit.Megawatt, own?.Reading),
            price);
        if (tariff.Ratchet > Ratio.Zero)
        {
            var (peak, reading) = EarlierPeak(highest, month.Month);
            var floor = peak.Value * tariff.Ratchet.Value;
            write.Write(
                new(ChargeKind.Delivery, LineComponent.Ratchet),
                month.Span,
                new(Math.Max(0m, floor - (own?.Power.Value ?? 0m)) * month.Share, LineUnit.Megawatt, reading),
                price);
        }

        write.Write(
            new(ChargeKind.Delivery, LineComponent.Fee),
            month.Span,
            new(tariff.MonthlyFee == Money.Zero ? 0m : month.Share, LineUnit.Each),
            ClauseLines.Stated("clause:fee_per_month", month.Span, tariff.MonthlyFee.Value));
    }

    // The highest month, and the reading it was met at; one that the contract states, or only the journal's month knows, has none.
    private (Megawatts Power, ReadingId? Reading) EarlierPeak(Func<YearMonth, (Megawatts Power, ReadingId? Reading)?> known, YearMonth billed)
    {
        (Megawatts Power, ReadingId? Reading) highest = (Megawatts.Zero, null);
        for (var back = 1; back <= DeliveryTariff.RatchetMonths; back++)
        {
            var month = billed.PlusMonths(-back);
            var peak = Stated(month)
                ?? (tariff.Since is { } since && month < since ? (Megawatts.Zero, null) : known(month))
                ?? throw new RefusedException(
                    ClauseErrors.NoEarlierPeak,
                    $"contract '{Id}': the ratchet of {ClauseLines.Month(billed)} looks back to {ClauseLines.Month(month)}, and neither the contract nor a meter reading says how high that month was.");
            highest = peak.Power > highest.Power ? peak : highest;
        }

        return highest;
    }

    private (Megawatts Power, ReadingId? Reading)? Stated(YearMonth month) =>
        tariff.EarlierPeaks.FirstOrDefault(stated => stated.Month == month) is { } stated ? (stated.Demand, null) : null;

    // Of a month that the range cuts, its readings tell a part and what was read for itself the whole.
    private (Megawatts Power, ReadingId? Reading)? Highest(IEnumerable<MeteredInterval> metered, ImmutableArray<MonthDemand> demands, YearMonth month)
    {
        var read = DemandWindows.Highest(metered, tariff.DemandWindow);
        var whole = demands.FirstOrDefault(demand => demand.Month == month && demand.Window == tariff.DemandWindow)?.Highest;
        if (whole is { } kept && (read is null || kept > read.Value.Power))
        {
            return (kept, null);
        }

        return read is { } counted ? (counted.Power, counted.Reading) : null;
    }

    // What the ratchet may look back to: every reading by its month, priced or not.
    private ILookup<YearMonth, MeteredInterval> Metered(SettlementInput input) =>
        (tariff.Ratchet == Ratio.Zero ? [] : input.Earlier.Concat(input.Intervals))
        .Where(interval => interval.Reading is { Quality: not ReadingQuality.Missing })
        .ToLookup(interval => interval.Day.ToYearMonth());
}
