using System.Collections.Immutable;
using Spillway.App.Sites;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Statements;

/// <summary>The clauses of a site's contracts, in file order.</summary>
internal static class ContractClauses
{
    /// <summary>Makes them.</summary>
    /// <param name="site">The site.</param>
    public static ImmutableArray<IClause> Of(SiteDefinition site) => [.. site.Site.Blocks.Select(block => new FixedBlockClause(block))];
}
