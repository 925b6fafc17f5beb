using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>Which mode of a group is worth most at a price, restarts aside.</summary>
public static class ModeChoice
{
    /// <summary>The mode with the largest (production value per hour − price × power); of equals the one that draws
    /// less. With off and one running mode: run when the price is below the breakeven.</summary>
    /// <param name="group">The group.</param>
    /// <param name="price">The price to weigh against.</param>
    /// <param name="hashprice">The hash price a decision may use; null where the group has a value of its own.</param>
    /// <returns>Index in the group's modes; 0 is off.</returns>
    public static int Best(LoadGroup group, EnergyPrice price, Hashprice? hashprice)
    {
        ArgumentNullException.ThrowIfNull(group);
        var best = LoadGroup.OffIndex;
        var most = DailyMargin(group, best, price, hashprice);
        for (var mode = 1; mode < group.Modes.Length; mode++)
        {
            var margin = DailyMargin(group, mode, price, hashprice);
            if (margin > most || (margin == most && group.PowerPerMachine(mode) < group.PowerPerMachine(best)))
            {
                best = mode;
                most = margin;
            }
        }

        return best;
    }

    /// <summary>What one machine leaves in a day of producing in a mode: revenue less energy.</summary>
    /// <param name="group">The group.</param>
    /// <param name="modeIndex">Index in its modes.</param>
    /// <param name="price">The price of energy.</param>
    /// <param name="hashprice">The hash price; null where the group has a value of its own.</param>
    /// <returns>Currency per machine and day.</returns>
    public static decimal DailyMargin(LoadGroup group, int modeIndex, EnergyPrice price, Hashprice? hashprice)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.DailyRevenuePerMachine(modeIndex, hashprice) - (24m * price.Value * group.PowerPerMachine(modeIndex).Value);
    }
}
