using Spillway.Engine.Signals;
using Spillway.Engine.Sites;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>Whose statement it is and what was agreed.</summary>
/// <param name="Site">The site with its contracts and load groups.</param>
/// <param name="Currency">Of all amounts: three letters.</param>
/// <param name="Hashprices">The hash price of each UTC day; null where every group has a value of its own.</param>
/// <param name="Known">What a journal knows of each group's energy and restarts; null without a journal.</param>
public sealed record StatementTerms(Site Site, string Currency, HashpriceSeries? Hashprices, IKnownProduction? Known)
{
    /// <summary>What a journal knows of what was planned; null without a journal.</summary>
    public IKnownPlans? Plans { get; init; }
}
