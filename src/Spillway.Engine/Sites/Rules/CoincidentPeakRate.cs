using Spillway.Units;

namespace Spillway.Engine.Sites.Rules;

/// <summary>What a MW at the peaks costs in one year of charges.</summary>
/// <param name="ChargeYear">The year in which the charge is paid.</param>
/// <param name="Rate">The price of a MW, as the mean over the counted peaks.</param>
/// <param name="Source">Where this is written.</param>
public sealed record CoincidentPeakRate(int ChargeYear, RuleValue<YearlyCapacityPrice> Rate, string Source);
