using System.Collections.Immutable;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Settlements;

/// <summary>Turns what was measured into money: the one place where an interval's amounts are made.</summary>
public static class Settlement
{
    /// <summary>Settles one interval of the whole site.</summary>
    /// <param name="site">The site.</param>
    /// <param name="slot">The interval.</param>
    /// <param name="runs">What each group drew and produced, in file order.</param>
    /// <param name="price">The price that settles the interval.</param>
    /// <param name="hashprice">The hash price of the UTC day in which it began; null where no load needs one.</param>
    /// <returns>The interval's amounts, exact.</returns>
    public static IntervalSettlement Of(
        Site site, Slot slot, ImmutableArray<GroupRun> runs, EnergyPrice price, Hashprice? hashprice)
    {
        ArgumentNullException.ThrowIfNull(site);
        Invariant.Holds(runs.Length == site.Loads.Length);
        var groups = ImmutableArray.CreateBuilder<GroupSettlement>(runs.Length);
        for (var index = 0; index < runs.Length; index++)
        {
            groups.Add(RunMoney.Of(site.Loads[index], runs[index], price, hashprice) switch
            {
                var money => new GroupSettlement(
                    site.Loads[index].Id,
                    runs[index].Energy,
                    money.EnergyCost,
                    money.Production,
                    money.RestartLoss,
                    money.Wear,
                    runs[index].Starts),
            });
        }

        var contracts = ExactMoney.Zero;
        foreach (var block in site.Blocks)
        {
            contracts += ExactEnergy.From(block.Power, slot.Minutes).At(price - block.Price);
        }

        return new(slot, price, groups.MoveToImmutable(), contracts);
    }
}
