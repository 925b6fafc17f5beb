using System.Collections.Immutable;
using Spillway.App.Sites;
using Spillway.App.Statements.Books;
using Spillway.App.Statements.Customers;
using Spillway.Engine.Settlements.Bridges;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Statements.Papers;

/// <summary>A settled range with what explains it: what every paper of it is made from.</summary>
/// <param name="Site">The site.</param>
/// <param name="Input">What was metered, priced and awarded.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Bridge">From always-on to what happened.</param>
public sealed record SettledRange(SiteDefinition Site, SettlementInput Input, Statement Statement, Bridge Bridge)
{
    /// <summary>From what the desk planned to what happened; null where no journal tells what was planned.</summary>
    public PlanComparison? Plan { get; init; }

    /// <summary>Corrections of closed months that stand in the book of this month; null for a range that is not a month of the book. In no
    /// total of the range's own.</summary>
    public ImmutableArray<LandedCorrection>? Corrections { get; init; }

    /// <summary>What the coincident peaks of the range leave for the charge of the year after; in no sum.</summary>
    public ImmutableArray<NextChargePeak> NextCharge { get; init; } = [];

    /// <summary>The customers hosted under the site's contracts, each with a statement of its own.</summary>
    public ImmutableArray<CustomerStatement> Customers => CustomerStatements.Of(Site.Site, Input, Statement);

    /// <summary>Settles and explains a range.</summary>
    /// <param name="site">The site.</param>
    /// <param name="loaded">What was read.</param>
    /// <returns>Statement and bridge.</returns>
    public static SettledRange Of(SiteDefinition site, LoadedSettlement loaded)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(loaded);
        var statement = loaded.Settle();
        return new(site, loaded.Input, statement, AlwaysOnBridge.Of(loaded.Input, loaded.Terms, statement))
        {
            Plan = PlanBridge.Of(loaded.Input, loaded.Terms),
            NextCharge = NextChargePeaks.Of(loaded.Input, loaded.Terms),
        };
    }
}
