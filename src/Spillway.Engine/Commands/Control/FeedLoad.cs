using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>What hangs behind a feed: what opening it takes off, what that costs, and what closing it puts on.</summary>
/// <param name="Feed">The feed's index.</param>
/// <param name="Drawn">What flows through it now, by the word of its machines.</param>
/// <param name="Wanted">How much of that belongs to machines that should go on running.</param>
/// <param name="OnClosing">What it would draw at once when closed: machines that do not sleep on draw full power.</param>
internal readonly record struct FeedLoad(int Feed, Megawatts Drawn, Megawatts Wanted, Megawatts OnClosing)
{
    public static FeedLoad Of(Census census, int index, Func<int, bool> isStopping)
    {
        var feed = census.Plant.Feeds[index];
        var group = census.Plant.Groups[feed.GroupIndex];
        var nameplate = census.Nameplate(feed.GroupIndex);
        long drawn = 0;
        long wanted = 0;
        long closing = 0;
        for (var number = feed.FirstMachine; number < feed.EndMachine; number++)
        {
            ref readonly var machine = ref census.State.Machines.ItemRef(number);
            var draws = nameplate.DrawnW(in machine);
            drawn += draws;
            wanted += machine.Aim(nameplate.NormalMode) != LoadGroup.OffIndex && !isStopping(number) ? draws : 0;
            closing += machine.SleepsOn(group.Abilities) ? nameplate.SleepW : nameplate.InModeW(nameplate.NormalMode);
        }

        return new(
            index,
            census.InMegawatts(feed.GroupIndex, drawn),
            census.InMegawatts(feed.GroupIndex, wanted),
            census.InMegawatts(feed.GroupIndex, closing));
    }
}
