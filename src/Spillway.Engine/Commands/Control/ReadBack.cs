using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>What the site draws, and how that is known: by the meter while its sample is fresh, else by its machines.</summary>
/// <param name="Power">At the grid connection.</param>
/// <param name="IsMetered">Whether the site meter says so.</param>
internal readonly record struct ReadBack(Megawatts Power, bool IsMetered)
{
    public static ReadBack Of(Plant plant, ControlState state) =>
        state.Meter is { } meter && state.At - meter.At <= plant.Rules.Staleness.Meter ? new(meter.Power, true) : new(ByMachines(plant, state), false);

    /// <summary>The machines' own watts, or the data sheet where they say none, and what was never theirs.</summary>
    public static Megawatts ByMachines(Plant plant, ControlState state)
    {
        var power = state.Unexplained;
        for (var index = 0; index < plant.Groups.Length; index++)
        {
            power += state.Draws[index].Power(plant.Groups[index]);
        }

        return power;
    }
}
