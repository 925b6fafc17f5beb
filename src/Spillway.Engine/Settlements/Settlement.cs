using System.Collections.Immutable;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
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

        return new(slot, price, groups.MoveToImmutable(), Contracts(site, slot, runs, price));
    }

    private static ExactMoney Contracts(Site site, Slot slot, ImmutableArray<GroupRun> runs, EnergyPrice price)
    {
        var income = ExactMoney.Zero;
        var drawn = Drawn(runs);
        foreach (var contract in site.Contracts)
        {
            if (contract is not IPosition position)
            {
                continue;
            }

            var owed = position.Energy(slot.Start, slot.Length);
            income += owed.At(price - position.Price);
            if (position is FixedBlock block)
            {
                // Consumption uses the blocks in file order; what is left of one is sold back at its spread.
                var use = BlockUse.Of(owed, drawn);
                income -= use.Unsold.At(block.SellBackSpread);
                drawn = use.DrawnBeyond;
            }
        }

        return income;
    }

    private static ExactEnergy Drawn(ImmutableArray<GroupRun> runs)
    {
        var drawn = ExactEnergy.Zero;
        foreach (var run in runs)
        {
            drawn += run.Energy;
        }

        return drawn;
    }
}
