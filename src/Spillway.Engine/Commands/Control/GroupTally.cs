using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>What a group has drawn and produced since the running interval began.</summary>
/// <param name="Energy">Drawn from the grid.</param>
/// <param name="Producing">Machines times minutes of production.</param>
/// <param name="Restarting">Machines times minutes that drew power and produced nothing.</param>
/// <param name="Starts">Machines that were started.</param>
public readonly record struct GroupTally(ExactEnergy Energy, Minutes Producing, Minutes Restarting, int Starts)
{
    /// <summary>The tally after some more minutes in which the group drew the same.</summary>
    internal GroupTally With(Megawatts power, GroupDraw draw, Minutes length) => this with
    {
        Energy = Energy + ExactEnergy.From(power, length),
        Producing = Producing + (length * draw.Producing),
        Restarting = Restarting + (length * draw.Restarting),
    };
}
