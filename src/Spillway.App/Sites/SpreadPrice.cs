using Spillway.Engine.Plans;
using Spillway.Units;

namespace Spillway.App.Sites;

/// <summary>Lets a policy weigh what blocks are sold back for, where a block of the site has a spread.</summary>
internal static class SpreadPrice
{
    /// <summary>The policy as the site runs it.</summary>
    /// <param name="site">The site.</param>
    /// <param name="policy">The policy.</param>
    /// <returns>The same policy, or one that keeps machines running under a block.</returns>
    public static IPolicy Added(SiteDefinition site, IPolicy policy) =>
        policy is IStays stays && site.Site.Blocks.Any(static block => block.SellBackSpread > EnergyPrice.Zero) ? new SellBackPolicy(stays) : policy;
}
