using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>The next lower mode of a group.</summary>
/// <param name="ModeIndex">The mode.</param>
/// <param name="Fall">What one machine takes off by going over to it, at the grid connection; above zero.</param>
/// <param name="Loss">What a MWh that is taken off so would have earned, in the site's currency.</param>
internal readonly record struct LowerMode(int ModeIndex, Megawatts Fall, decimal Loss)
{
    /// <summary>The mode below one that the group's machines can be told while they run; null where there is none.</summary>
    public static LowerMode? Below(Census census, int group, int fromMode)
    {
        var plant = census.Plant.Groups[group];
        var nameplate = census.Nameplate(group);
        var next = LoadGroup.OffIndex;
        for (var mode = 1; mode < plant.Load.Modes.Length; mode++)
        {
            var isBelow = plant.Abilities.Reaches[mode] && nameplate.InModeW(mode) < nameplate.InModeW(fromMode) && nameplate.InModeW(mode) > nameplate.SleepW;
            next = isBelow && (next == LoadGroup.OffIndex || nameplate.InModeW(mode) > nameplate.InModeW(next)) ? mode : next;
        }

        if (next == LoadGroup.OffIndex)
        {
            return null;
        }

        var hashprice = census.State.Decision?.Hashprice;
        var (above, below) = (plant.Load.PowerPerMachine(fromMode), plant.Load.PowerPerMachine(next));
        var lost = (Worth(plant.Load, fromMode, hashprice) * above.Value) - (Worth(plant.Load, next, hashprice) * below.Value);
        return new(next, census.InMegawatts(group, nameplate.InModeW(fromMode) - nameplate.InModeW(next)), lost / (above - below).Value);
    }

    /// <summary>What a MWh earns in a mode; zero where no price of hash is known.</summary>
    public static decimal Worth(LoadGroup group, int modeIndex, Hashprice? hashprice) =>
        group.Value is null && hashprice is null ? 0m : group.Breakeven(modeIndex, hashprice).Value;
}
