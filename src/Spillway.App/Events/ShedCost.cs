using Spillway.App.Api;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>What it costs to take load off, by the machines that go first.</summary>
internal static class ShedCost
{
    /// <summary>What an hour of it costs: what the machines would have earned, less the energy they would have bought at the newest price.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="off">How much comes off.</param>
    /// <returns>In the site's currency, negative where the price is above what they earn; null where no price is known.</returns>
    public static decimal? PerHour(DeskView desk, Megawatts off)
    {
        if (desk.Price().Price is not { } price)
        {
            return null;
        }

        var (left, cost) = (off.Value, 0m);
        foreach (var rung in desk.Ladder.Rungs.Where(static rung => rung.Feed is null))
        {
            var taken = decimal.Min(left, rung.Power.Value);
            cost += taken * (rung.Worth.Value - price.Value);
            left -= taken;
        }

        return cost;
    }
}
