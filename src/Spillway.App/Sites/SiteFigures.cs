using System.Collections.Immutable;
using Spillway.Engine.Plans;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.App.Sites;

/// <summary>What a site's settings come to: the figures that follow from them.</summary>
/// <param name="Modes">Every mode of every group, in file order, off first.</param>
/// <param name="Normal">What the site would draw with everything in normal mode, whatever the import limit.</param>
/// <param name="MeritOrder">The aggregate bid curve at the site file's constant hash price; null where a load needs a hash
/// price and the file has none.</param>
public sealed record SiteFigures(ImmutableArray<ModeFigures> Modes, Megawatts Normal, AggregateBidCurve? MeritOrder)
{
    /// <summary>Works the figures out.</summary>
    /// <param name="site">The site.</param>
    /// <returns>Its figures.</returns>
    public static SiteFigures Of(SiteDefinition site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var isPriced = site.Hashprice is not null || site.Site.Loads.All(group => group.Value is not null);
        var normal = site.Site.Loads.Aggregate(
            Megawatts.Zero, (sum, group) => sum + group.Power(group.NormalModeIndex, group.Machines));
        return new(
            [.. site.Site.Loads.SelectMany(group => group.Modes.Select((_, index) => Mode(group, index, site.Hashprice)))],
            normal,
            isPriced ? AggregateBidCurve.Of(site.Site, site.Hashprice) : null);
    }

    private static ModeFigures Mode(LoadGroup group, int index, Hashprice? hashprice)
    {
        var mode = group.Modes[index];
        var hashes = mode.HashRate > TerahashesPerSecond.Zero;
        var isPriced = index != LoadGroup.OffIndex && (group.Value is not null || hashprice is not null);
        return new(
            group.Id,
            mode.Name,
            group.Machines,
            group.PowerPerMachine(index) * group.Machines,
            hashes ? mode.Power.Value / mode.HashRate.Value : null,
            hashes ? mode.Power.Value * group.OverheadRatio.Value / mode.HashRate.Value : null,
            isPriced ? group.Breakeven(index, hashprice) : null);
    }
}
