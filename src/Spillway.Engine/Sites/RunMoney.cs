using Spillway.Units;

namespace Spillway.Engine.Sites;

/// <summary>The money of one group in one interval, whoever asks: settlement, or a plan that weighs what it would be.</summary>
/// <param name="EnergyCost">Price times energy; negative where the site was paid to draw.</param>
/// <param name="Production">What the production earned.</param>
/// <param name="RestartLoss">What the restarting machines would have earned had they produced.</param>
/// <param name="Wear">Cost of the starts.</param>
public readonly record struct RunMoney(ExactMoney EnergyCost, ExactMoney Production, ExactMoney RestartLoss, ExactMoney Wear)
{
    /// <summary>What is left: production less energy and wear. A restart's loss is already missing from production.</summary>
    public ExactMoney Net => Production - EnergyCost - Wear;

    /// <summary>Prices one interval of one group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="run">What it drew and produced.</param>
    /// <param name="price">The price of the interval.</param>
    /// <param name="hashprice">The hash price that counts; null where the group has a value of its own.</param>
    /// <returns>The exact amounts.</returns>
    public static RunMoney Of(LoadGroup group, GroupRun run, EnergyPrice price, Hashprice? hashprice)
    {
        ArgumentNullException.ThrowIfNull(group);
        var perDay = group.DailyRevenuePerMachine(run.ModeIndex, hashprice);
        return new(
            run.Energy.At(price),
            ExactMoney.FromDailyRate(perDay, run.ProducingMachineMinutes),
            ExactMoney.FromDailyRate(perDay, run.RestartMachineMinutes),
            ExactMoney.FromMoney(group.WearPerStart * run.Starts));
    }
}
