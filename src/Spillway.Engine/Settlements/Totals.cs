using Spillway.Units;

namespace Spillway.Engine.Settlements;

/// <summary>Exact sums over settled intervals; rounded one by one only when they are shown.</summary>
/// <param name="Intervals">How many intervals were settled.</param>
/// <param name="Energy">Drawn from the grid.</param>
/// <param name="EnergyCost">Paid for it; negative where the site was paid.</param>
/// <param name="Production">What production earned.</param>
/// <param name="RestartLoss">What restarts kept from being earned.</param>
/// <param name="Wear">Cost of starts.</param>
/// <param name="Contracts">Income from fixed blocks.</param>
/// <param name="Restarts">Group starts: intervals in which at least one machine of a group started, counted a group.</param>
public readonly record struct Totals(
    int Intervals,
    ExactEnergy Energy,
    ExactMoney EnergyCost,
    ExactMoney Production,
    ExactMoney RestartLoss,
    ExactMoney Wear,
    ExactMoney Contracts,
    int Restarts)
{
    /// <summary>Production less energy and wear, plus contracts.</summary>
    public ExactMoney Net => Production - EnergyCost + Contracts - Wear;

    /// <summary>The sums with one more interval.</summary>
    /// <param name="interval">The settled interval.</param>
    /// <returns>The larger sums.</returns>
    public Totals With(IntervalSettlement interval)
    {
        ArgumentNullException.ThrowIfNull(interval);
        var (energy, cost, production, loss, wear, restarts) = (Energy, EnergyCost, Production, RestartLoss, Wear, Restarts);
        foreach (var group in interval.Groups)
        {
            energy += group.Energy;
            cost += group.EnergyCost;
            production += group.Production;
            loss += group.RestartLoss;
            wear += group.Wear;
            restarts += group.Starts > 0 ? 1 : 0;
        }

        return new(Intervals + 1, energy, cost, production, loss, wear, Contracts + interval.Contracts, restarts);
    }
}
