using System.Collections.Immutable;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Settlements;

/// <summary>What a site's blocks leave to a decision: how much of what is not drawn is sold back, and for how much less.</summary>
public static class SellBackTiers
{
    /// <summary>The tiers of an interval, in file order of the blocks.</summary>
    /// <param name="site">The site.</param>
    /// <param name="slot">The interval.</param>
    /// <returns>One tier a block in force; empty where no block has a spread, and then nothing is to be weighed.</returns>
    public static ImmutableArray<SellBackTier> Of(Site site, Slot slot)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (!site.Blocks.Any(static block => block.SellBackSpread > EnergyPrice.Zero))
        {
            return [];
        }

        ImmutableArray<SellBackTier> tiers = [.. site.Blocks
            .Select(block => new SellBackTier(new(block.Energy(slot.Start, slot.Length).MegawattMinutes / slot.Minutes.Value), block.SellBackSpread))
            .Where(static tier => tier.Power > Megawatts.Zero)];
        return tiers.Any(static tier => tier.Spread > EnergyPrice.Zero) ? tiers : [];
    }
}
