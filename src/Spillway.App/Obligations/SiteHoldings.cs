using Spillway.App.Sites;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals.Obligations;

namespace Spillway.App.Obligations;

/// <summary>What the contracts of a site and the awards under them hold of it.</summary>
internal static class SiteHoldings
{
    /// <summary>What is held in a range.</summary>
    /// <param name="site">The site.</param>
    /// <param name="awards">The awards.</param>
    /// <param name="range">The range.</param>
    /// <returns>What is held.</returns>
    public static HeldBook Of(SiteDefinition site, AwardBook awards, NodaTime.Interval range)
    {
        System.ArgumentNullException.ThrowIfNull(awards);
        return new(site.Site.Blocks.Select(block => new HeldPower(range.Start, range.End, HolderKind.EnergyBought, block.Id.Text, "", block.Power)));
    }
}
