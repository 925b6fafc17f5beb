using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Sites.Contracts;

namespace Spillway.App.Sites.Contracts;

/// <summary>Whether it is said for a whole range how much every position holds.</summary>
internal static class ContractCoverage
{
    /// <summary>Refuses a range in which a contract is in force and nobody said how much it holds.</summary>
    /// <param name="site">The site.</param>
    /// <param name="range">The range, UTC; both ends given.</param>
    /// <exception cref="RefusedException">The message names the contract and the first such month.</exception>
    public static void Require(SiteDefinition site, Interval range)
    {
        foreach (var position in site.Site.Contracts.OfType<IPosition>())
        {
            var from = Instant.Max(range.Start, position.Term.From);
            var to = Instant.Min(range.End, position.Term.To);
            if (from >= to || (position.Known.Covers(from) && position.Known.To >= to))
            {
                continue;
            }

            var unknown = position.Known.Covers(from) ? position.Known.To : from;
            throw new RefusedException(
                ClauseErrors.NotNominated,
                $"contract '{position.Id}': it is in force in {unknown.InZone(site.TimeZone).Date:uuuu'-'MM} and nobody said how much it holds in that month.");
        }
    }
}
