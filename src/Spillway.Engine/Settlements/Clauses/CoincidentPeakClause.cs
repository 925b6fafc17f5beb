using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>The transmission charge: last year's mean demand at the coincident peaks times this year's rate, a twelfth a month.</summary>
/// <param name="contract">The contract.</param>
public sealed class CoincidentPeakClause(CoincidentPeakCharge contract) : IClause
{
    private const int MonthsPerYear = 12;
    private const int PriceDecimals = 8;
    private const int ShareDecimals = 9;

    /// <inheritdoc/>
    public ContractId Id => contract.Id;

    /// <inheritdoc/>
    public void Settle(SettlementInput input, ICollection<StatementLine> lines)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(lines);
        var write = new ClauseLines(contract, input, lines);
        var demands = new Dictionary<CoincidentPeak, (decimal Part, ReadingId? Reading)>();
        foreach (var month in MonthOfIntervals.Of(write))
        {
            var year = month.Month.Year;
            var rate = contract.Rate(year)
                ?? throw new RefusedException(ClauseErrors.NoRate, $"contract '{Id}': the charge year {year} has no rate.");
            var price = Math.Round(rate.PerMegawatt.Value / MonthsPerYear, PriceDecimals, MidpointRounding.AwayFromZero);
            foreach (var peak in Peaks(year))
            {
                write.Write(
                    new(ChargeKind.CoincidentPeak, LineComponent.Share, ClauseLines.Month(peak.Month)),
                    month.Span,
                    Demand(input, peak, demands, month.Share),
                    new(price, new(rate.Source, month.Span.Start, -1)));
            }
        }
    }

    private ImmutableArray<CoincidentPeak> Peaks(int year)
    {
        var peaks = contract.PeaksFor(year);
        return peaks.Length == contract.PeaksPerYear
            ? peaks
            : throw new RefusedException(
                ClauseErrors.NoPeakDemand,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"contract '{Id}': the charge of {year} stands on {contract.PeaksPerYear} peaks of {year - 1}, and {peaks.Length} are known."));
    }

    // The quantity is the peak's part of the mean, so that the lines of a month add up to the mean.
    private Counted Demand(
        SettlementInput input, CoincidentPeak peak, Dictionary<CoincidentPeak, (decimal Part, ReadingId? Reading)> known, decimal shareOfMonth)
    {
        if (!known.TryGetValue(peak, out var demand))
        {
            var whole = peak.Demand ?? Measured(input, peak);
            demand = (
                Math.Round(whole.Value / contract.PeaksPerYear, ShareDecimals, MidpointRounding.AwayFromZero),
                peak.Demand is null ? Touching(input, peak).First().Reading!.Value.Id : null);
            known.Add(peak, demand);
        }

        return new(demand.Part * shareOfMonth, LineUnit.Megawatt, demand.Reading);
    }

    /// <summary>What the site's meter counted at a peak.</summary>
    /// <param name="input">What was metered, in the range and before it.</param>
    /// <param name="peak">The peak.</param>
    /// <returns>The mean power; null where no readings cover the whole interval, or it is not known when it was.</returns>
    internal static Megawatts? Metered(SettlementInput input, CoincidentPeak peak)
    {
        var covered = Duration.Zero;
        var energy = 0m;
        foreach (var interval in Touching(input, peak))
        {
            var shared = Instant.Min(interval.Slot.End, peak.Start!.Value + peak.Length) - Instant.Max(interval.Slot.Start, peak.Start!.Value);
            covered += shared;
            energy += interval.Reading!.Value.Energy.Value * shared.BclCompatibleTicks / interval.Slot.Length.BclCompatibleTicks;
        }

        return covered < peak.Length ? null : new(energy * NodaConstants.TicksPerHour / peak.Length.BclCompatibleTicks);
    }

    private Megawatts Measured(SettlementInput input, CoincidentPeak peak)
    {
        if (Metered(input, peak) is { } measured)
        {
            return measured;
        }

        var when = peak.Start is { } start ? $"at {InstantPattern.General.Format(start)}" : $"in {ClauseLines.Month(peak.Month)}, an instant the market's rules do not hold";
        throw new RefusedException(
            ClauseErrors.NoPeakDemand, $"contract '{Id}': neither the contract nor a meter reading says what was drawn at the peak {when}.");
    }

    private static IEnumerable<MeteredInterval> Touching(SettlementInput input, CoincidentPeak peak) =>
        peak.Start is not { } start
            ? []
            : input.AtPeaks.Concat(input.Earlier).Concat(input.Intervals).Where(interval =>
                interval.Reading is { Quality: not ReadingQuality.Missing } && interval.Slot.Start < start + peak.Length && interval.Slot.End > start);
}
