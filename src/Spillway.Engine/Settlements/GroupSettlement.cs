using Spillway.Units;

namespace Spillway.Engine.Settlements;

/// <summary>What one group cost and earned in one interval.</summary>
/// <param name="Group">The group.</param>
/// <param name="Energy">Drawn from the grid.</param>
/// <param name="EnergyCost">Price times energy; negative where the site was paid to draw.</param>
/// <param name="Production">What the production earned; what a restart lost is not in it.</param>
/// <param name="RestartLoss">What the restarting machines would have earned had they produced.</param>
/// <param name="Wear">Cost of the starts.</param>
/// <param name="Starts">Machines that were started.</param>
public readonly record struct GroupSettlement(
    GroupId Group,
    ExactEnergy Energy,
    ExactMoney EnergyCost,
    ExactMoney Production,
    ExactMoney RestartLoss,
    ExactMoney Wear,
    int Starts);
