using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>How far commands move the site's power once they are followed, by the data sheet.</summary>
internal static class PowerOfCommands
{
    public static (Megawatts Rise, Megawatts Fall) Of(
        Census census, ImmutableArray<MachineCommand> machines, ImmutableArray<FeedCommand> feeds)
    {
        var rises = new long[census.Plant.Groups.Length];
        var falls = new long[census.Plant.Groups.Length];
        foreach (var command in machines)
        {
            var change = Change(census, command);
            rises[census.Plant.GroupOfMachine[command.Machine]] += Math.Max(0, change);
            falls[census.Plant.GroupOfMachine[command.Machine]] += Math.Max(0, -change);
        }

        var rise = Megawatts.Zero;
        var fall = Megawatts.Zero;
        for (var group = 0; group < rises.Length; group++)
        {
            rise += census.InMegawatts(group, rises[group]);
            fall += census.InMegawatts(group, falls[group]);
        }

        // What is told to sleep in the same pass has been counted already.
        HashSet<int> stopping = feeds.IsEmpty ? [] : [.. machines.Where(static command => command.Action == ControlAction.Sleep).Select(static command => command.Machine)];
        foreach (var command in feeds)
        {
            var load = FeedLoad.Of(census, command.Feed, stopping.Contains);
            rise += command.Action == FeedAction.Close ? load.OnClosing : Megawatts.Zero;
            fall += command.Action == FeedAction.Open ? load.Wanted : Megawatts.Zero;
        }

        return (rise, fall);
    }

    // Telling the same again moves nothing: it was counted when it was told first. A marked machine has counted as it draws since, so
    // that its start counts anew.
    private static int Change(Census census, MachineCommand command)
    {
        var nameplate = census.Nameplate(census.Plant.GroupOfMachine[command.Machine]);
        ref readonly var machine = ref census.State.Machines.ItemRef(command.Machine);
        return census.StandingOf(command.Machine) == Standing.Ready ? nameplate.InModeW(command.ModeIndex) - nameplate.InModeW(machine.Aim(nameplate.NormalMode))
            : command.ModeIndex != LoadGroup.OffIndex ? Math.Max(0, nameplate.InModeW(command.ModeIndex) - nameplate.DrawnW(in machine))
            : 0;
    }
}
