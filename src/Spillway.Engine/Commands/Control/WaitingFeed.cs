using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>A feed that waits to be closed, or that did not follow when it was told to: it needs room for all that comes with it at once.
/// </summary>
internal static class WaitingFeed
{
    /// <summary>What the largest such feed needs; zero where none waits.</summary>
    public static Megawatts Power(Plant plant, ControlState state)
    {
        var largest = Megawatts.Zero;
        for (var index = 0; index < plant.Feeds.Length && !state.Wanted.IsEmpty; index++)
        {
            var feed = plant.Feeds[index];
            var isWaiting = state.Feeds[index] is { Told: not null, IsOpen: true } && state.Wanted[feed.GroupIndex].Machines < state.Wanted[feed.GroupIndex].Target;
            var load = plant.Groups[feed.GroupIndex].Load;
            var power = load.PowerPerMachine(load.NormalModeIndex) * feed.Machines;
            largest = isWaiting && power > largest ? power : largest;
        }

        return largest;
    }
}
