using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Rules;

/// <summary>A price that holds in some months for loads that take part in a scheme, such as a wet-season surplus zone.</summary>
/// <param name="Id">The scheme's name.</param>
/// <param name="Months">The months of the year it holds in, 1 to 12, by the market's local date.</param>
/// <param name="Price">What energy costs then.</param>
/// <param name="Source">Where this is written.</param>
public sealed record SeasonalPrice(string Id, ImmutableArray<int> Months, RuleValue<EnergyPrice> Price, string Source)
{
    /// <summary>Whether a local day lies in the season.</summary>
    /// <param name="day">The market's local date.</param>
    /// <returns>True where its month is one of <see cref="Months"/>.</returns>
    public bool Holds(LocalDate day) => Months.Contains(day.Month);
}
