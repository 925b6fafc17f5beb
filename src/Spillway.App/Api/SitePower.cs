using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.App.Api;

/// <summary>What the site draws, as the desk knows it.</summary>
internal static class SitePower
{
    /// <summary>What the meter says; where there is none or it is stale, what the machines say.</summary>
    public static Megawatts Now(Plant plant, ControlState state) => Metered(plant, state) ?? Drawn(plant, state);

    /// <summary>What the machines draw by their own word, at the grid connection.</summary>
    public static Megawatts Drawn(Plant plant, ControlState state)
    {
        var sum = Megawatts.Zero;
        for (var index = 0; index < state.Draws.Length; index++)
        {
            sum += state.Draws[index].Power(plant.Groups[index]);
        }

        return sum;
    }

    /// <summary>What the meter says; null where there is none or it is stale.</summary>
    public static Megawatts? Metered(Plant plant, ControlState state) =>
        state.Meter is { } meter && state.At - meter.At <= plant.Rules.Staleness.Meter ? meter.Power : null;
}
