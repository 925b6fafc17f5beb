using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>The transmission charge by demand at the coincident peaks of the year before, owed in twelve months.</summary>
/// <param name="Id">The clause.</param>
/// <param name="PeaksPerYear">How many peaks a year's demand is the mean of; above zero.</param>
/// <param name="Peaks">The peaks known, ascending by month; of the year before each charge year.</param>
/// <param name="Rates">The rates, one a charge year; with one of year zero that holds in every other year.</param>
public sealed record CoincidentPeakCharge(
    ContractId Id, int PeaksPerYear, ImmutableArray<CoincidentPeak> Peaks, ImmutableArray<YearlyRate> Rates) : IContract
{
    /// <summary>The <see cref="YearlyRate.Year"/> of a rate that holds in every year without one of its own.</summary>
    public const int EveryYear = 0;

    /// <inheritdoc/>
    public ContractTerm Term { get; init; } = ContractTerm.Always;

    /// <inheritdoc/>
    public ContractRounding Rounding { get; init; }

    /// <summary>The rate of a charge year.</summary>
    /// <param name="year">The year, local.</param>
    /// <returns>The year's own, else the one that holds in every year; null where there is neither.</returns>
    public YearlyRate? Rate(int year) =>
        Rates.FirstOrDefault(rate => rate.Year == year) ?? Rates.FirstOrDefault(rate => rate.Year == EveryYear);

    /// <summary>The peaks that a charge year stands on.</summary>
    /// <param name="chargeYear">The year, local.</param>
    /// <returns>Those of the year before, ascending.</returns>
    public ImmutableArray<CoincidentPeak> PeaksFor(int chargeYear) => [.. Peaks.Where(peak => peak.Month.Year == chargeYear - 1)];
}
