using System.Collections.Immutable;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Plans;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.App.Prospects;

/// <summary>How a site runs at a price, and what an hour of that earns: production less energy, contracts and restarts left out.</summary>
/// <param name="Price">The price of energy.</param>
/// <param name="Hashprice">The hash price; null where no load needs one.</param>
/// <param name="Groups">One entry a group, in file order.</param>
public sealed record SiteRunning(EnergyPrice Price, Hashprice? Hashprice, ImmutableArray<GroupRunning> Groups)
{
    private const decimal HoursOfDay = 24m;

    /// <summary>What the site draws.</summary>
    public Megawatts Power => new(Groups.Sum(static group => group.Power.Value));

    /// <summary>What production earns in an hour.</summary>
    public Money Revenue => new(Groups.Sum(static group => group.Revenue.Value));

    /// <summary>What energy costs in an hour; below zero where the site is paid for it.</summary>
    public Money Cost => new(Power.Value * Price.Value);

    /// <summary>What an hour earns: positive = the site earns.</summary>
    public Money Net => Revenue - Cost;

    /// <summary>What the site's demand curve says: every step whose worth lies above the price runs.</summary>
    /// <param name="site">The site.</param>
    /// <param name="price">The price.</param>
    /// <param name="hashprice">The hash price.</param>
    public static SiteRunning OfCurve(Site site, EnergyPrice price, Hashprice? hashprice)
    {
        ArgumentNullException.ThrowIfNull(site);
        var taken = AggregateBidCurve.Of(site, hashprice).Steps.Where(step => step.Price > price).ToLookup(static step => step.Group);
        return new(price, hashprice, [.. site.Loads.Select(load => Of(load, [.. taken[load.Id]]))]);
    }

    /// <summary>The site as it is wanted now.</summary>
    /// <param name="site">The site.</param>
    /// <param name="wanted">How each group is wanted, in file order; empty before the first pass.</param>
    /// <param name="price">At which price.</param>
    /// <param name="hashprice">At which hash price.</param>
    public static SiteRunning OfWanted(Site site, ImmutableArray<GroupWanted> wanted, EnergyPrice price, Hashprice? hashprice)
    {
        ArgumentNullException.ThrowIfNull(site);
        return new(price, hashprice,
        [
            .. site.Loads.Select((load, index) =>
            {
                var (mode, machines) = index < wanted.Length ? (wanted[index].ModeIndex, wanted[index].Target) : (LoadGroup.OffIndex, 0);
                var revenue = mode == LoadGroup.OffIndex ? 0m : load.DailyRevenuePerMachine(mode, hashprice) * machines / HoursOfDay;
                return new GroupRunning(load.Id, load.Modes[mode].Name, mode == LoadGroup.OffIndex ? 0 : machines, load.Power(mode, machines), new(revenue));
            }),
        ]);
    }

    // A step's worth is what a MWh of its rise earns; machines that go up several steps are counted in each.
    private static GroupRunning Of(LoadGroup load, ImmutableArray<BidStep> steps)
    {
        var (power, revenue) = (load.Power(LoadGroup.OffIndex, 0).Value, 0m);
        foreach (var step in steps)
        {
            var rise = (step.UpTo - step.Below).Value;
            power += rise;
            revenue += rise * step.Price.Value;
        }

        var mode = steps.IsEmpty ? LoadGroup.OffIndex : steps[^1].ToModeIndex;
        return new(load.Id, load.Modes[mode].Name, steps.IsEmpty ? 0 : steps[0].Machines, new(power), new(revenue));
    }
}
