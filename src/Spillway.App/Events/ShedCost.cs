using NodaTime;
using Spillway.App.Api;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>What it costs to take load off, by the machines that go first.</summary>
internal static class ShedCost
{
    /// <summary>What an hour of it costs: what the machines would have earned, less the energy they would have bought at the newest price.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="off">How much comes off.</param>
    /// <param name="within">The time to do it in.</param>
    /// <returns>In the site's currency, negative where the price is above what they earn; null where no price is known.</returns>
    public static decimal? PerHour(DeskView desk, Megawatts off, Duration within)
    {
        if (desk.Price().Price is not { } price)
        {
            return null;
        }

        var (left, cost) = (off.Value, 0m);
        var lowered = desk.Ladder.Lowered(off, within);
        foreach (var rung in lowered.Concat(desk.Ladder.Rungs.Where(static rung => rung.Feed is null).Select(rung => rung.Less(lowered))))
        {
            var taken = decimal.Min(left, rung.Power.Value);
            cost += taken * (rung.Worth.Value - price.Value);
            left -= taken;
        }

        return cost;
    }
}
