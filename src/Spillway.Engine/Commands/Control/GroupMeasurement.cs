using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Turns what the passes saw of a group into what the interval did to it, in the terms that settlement knows.</summary>
internal static class GroupMeasurement
{
    private const decimal SecondsPerMinute = 60m;
    private const decimal WattsPerMegawatt = 1_000_000m;

    public static ImmutableArray<GroupRun> Of(Plant plant, ControlState state)
    {
        var runs = ImmutableArray.CreateBuilder<GroupRun>(plant.Groups.Length);
        var lockOuts = new LockOuts(plant, state.Orders);
        for (var index = 0; index < plant.Groups.Length; index++)
        {
            runs.Add(Of(plant.Groups[index], state, index) with { Parted = Parted(plant, state, lockOuts, index) });
        }

        return runs.MoveToImmutable();
    }

    private static int Parted(Plant plant, ControlState state, LockOuts lockOuts, int group)
    {
        var parted = 0;
        for (var index = 0; index < plant.Feeds.Length; index++)
        {
            var isParted = plant.Feeds[index].GroupIndex == group && state.Feeds[index].IsOpen && (!state.Feeds[index].IsOurs || lockOuts.HasFeed(index));
            parted += isParted ? plant.Feeds[index].Machines : 0;
        }

        return parted;
    }

    private static GroupRun Of(PlantGroup group, ControlState state, int index)
    {
        var tally = state.Tallies[index];
        var machines = state.Machines.AsSpan()[group.FirstMachine..group.EndMachine];
        var mode = CommonMode(group, machines);
        var counts = new Dictionary<Cohort, int>();
        foreach (ref readonly var machine in machines)
        {
            var cohort = CohortOf(group.Load, in machine, mode, state.Now);
            counts[cohort] = counts.GetValueOrDefault(cohort) + 1;
        }

        var after = new GroupState([.. counts.Select(static pair => pair.Key with { Machines = pair.Value }).OrderBy(Order)]);
        var energy = new ExactEnergy(tally.WattSeconds * group.Load.OverheadRatio.Value / (SecondsPerMinute * WattsPerMegawatt));
        return new(
            after, Ran(group.Load, after, tally, state.Decision?.Commands[index].ModeIndex), after.Running, energy, ToMinutes(tally.ProducingSeconds), ToMinutes(tally.RestartingSeconds), tally.Starts);

        static (int, Minutes, decimal) Order(Cohort cohort) => (cohort.IsRunning ? 0 : 1, cohort.RestartLeft, -cohort.Held.Value);
    }

    // Machines that stopped before the interval's end ran in the mode that was decided for it: what they produced is worth that.
    private static int Ran(LoadGroup group, GroupState after, GroupTally tally, int? decided) =>
        after.ModeIndex != LoadGroup.OffIndex ? after.ModeIndex
        : tally.ProducingSeconds == 0m && tally.RestartingSeconds == 0m ? LoadGroup.OffIndex
        : decided is { } mode && mode != LoadGroup.OffIndex ? mode : group.NormalModeIndex;

    // A group's state knows one running mode: the one that most of its machines run in.
    private static int CommonMode(PlantGroup group, ReadOnlySpan<MachineState> machines)
    {
        var counts = new int[group.Load.Modes.Length];
        foreach (ref readonly var machine in machines)
        {
            counts[machine.ModeIndex]++;
        }

        counts[LoadGroup.OffIndex] = 0;
        var most = Array.IndexOf(counts, counts.Max());
        return most == LoadGroup.OffIndex ? group.Load.NormalModeIndex : most;
    }

    private static Cohort CohortOf(LoadGroup group, in MachineState machine, int mode, Instant now)
    {
        var isRunning = machine.Condition is MachineCondition.Running or MachineCondition.Starting;
        var held = WholeMinutes(now - machine.Since);
        var minimum = isRunning ? group.MinimumUpTime : group.MinimumDownTime;
        var left = machine.Condition == MachineCondition.Starting && group.RestartTime > held ? group.RestartTime - held : Minutes.Zero;
        return new(0, isRunning ? mode : LoadGroup.OffIndex, left, held >= minimum ? Cohort.LongAgo : held);
    }

    private static Minutes ToMinutes(decimal seconds) => new(seconds / SecondsPerMinute);

    private static Minutes WholeMinutes(Duration time) => new(Math.Floor((decimal)time.TotalMinutes));
}
