using NodaTime;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>How far what was ordered can explain that the site's power moves now: each machine that is within its time to follow
/// counts once, however often it was told. What is merely expected no longer, because a feed tripped or a machine stopped by
/// itself, explains nothing.</summary>
internal static class OrderedMoves
{
    private const decimal WattsPerMegawatt = 1_000_000m;

    // A meter needs a moment to show what machines have done.
    private static readonly Duration _meterTime = Duration.FromSeconds(3);

    /// <summary>The most that orders explain of a move within a time up to now.</summary>
    public static Megawatts Of(Plant plant, ControlState state, Duration within, bool isRise)
    {
        var from = state.Now - within - _meterTime;
        var sum = Megawatts.Zero;
        foreach (var group in plant.Groups)
        {
            var nameplate = new Nameplate(group);
            long watts = 0;
            for (var number = group.FirstMachine; number < group.EndMachine; number++)
            {
                ref readonly var machine = ref state.Machines.ItemRef(number);
                var feed = plant.FeedOfMachine[number];
                var byMachine = Until(in machine, group.Abilities) is { } until && until >= from ? ByMachine(in machine, nameplate, isRise) : 0;
                var byFeed = feed >= 0 && Until(state.Feeds[feed], plant.Feeds[feed], group.Abilities, isRise) is { } end && end >= from ? nameplate.MostW : 0;
                watts += Math.Max(byMachine, byFeed);
            }

            sum += new Megawatts(watts * group.Load.OverheadRatio.Value / WattsPerMegawatt);
        }

        return sum;
    }

    // One that is seen to run or to sleep may still be on the way to the power that belongs to it.
    private static Instant? Until(in MachineState machine, MachineAbilities abilities) =>
        machine.Told is null ? null
        : machine.ToldAt + (machine.ToldMode == LoadGroup.OffIndex ? abilities.SleepWithin : abilities.HashWithin);

    private static Instant? Until(FeedState state, Feed feed, MachineAbilities abilities, bool isRise) =>
        state.Told != (isRise ? FeedAction.Close : FeedAction.Open) ? null
        : state.ToldAt + (isRise ? abilities.HashWithin : feed.OpenWithin);

    // A start may come from sleep, a lower mode from the highest; a controller started anew does both.
    private static int ByMachine(in MachineState machine, Nameplate nameplate, bool isRise) =>
        isRise ? nameplate.InModeW(machine.ToldMode) - nameplate.SleepW
        : machine.Told == ControlAction.Reboot ? nameplate.MostW - nameplate.SleepW
        : nameplate.MostW - nameplate.InModeW(machine.ToldMode);
}
