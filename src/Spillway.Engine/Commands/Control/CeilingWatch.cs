using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Holds what the meter says against the ceilings whose time has come: machines that should rest by now and do not are not
/// waited for, others take their place.</summary>
internal static class CeilingWatch
{
    // A meter needs a moment to show what machines and feeds have done.
    private static readonly Duration _meterTime = Duration.FromSeconds(3);

    /// <summary>The state after a new sample of the meter: since when it stands above the ceiling, and who is no longer waited for.</summary>
    public static ControlState Watched(Plant plant, ControlState observed, MeterSample? sample)
    {
        if (sample is not { } meter || observed.Wanted.IsEmpty)
        {
            return observed;
        }

        observed = observed with { AboveSince = meter.Power > observed.Bounds.Ceiling ? observed.AboveSince ?? observed.Now : null };
        return meter.Power > Due(plant, observed) ? GivingUp(plant, observed, SampledAt(observed, meter)) : observed;
    }

    /// <summary>Whether the meter has stood above the ceiling for longer after a deadline than others need to take the place of what did
    /// not follow: then it is no trembling.</summary>
    public static bool IsLasting(Plant plant, ControlState state, Instant deadline) =>
        state.AboveSince is { } since && state.Now - Instant.Max(since, deadline) >= 2 * Replacing(plant);

    /// <summary>When a sample was taken, in the time of <see cref="ControlState.Now"/>.</summary>
    public static Instant SampledAt(ControlState state, MeterSample meter) => meter.At + (state.Now - state.At);

    // The lowest ceiling that others could only just keep if they were told now; where feeds finish what has not followed, one that
    // they have not kept.
    private static Megawatts Due(Plant plant, ControlState observed)
    {
        var bounds = observed.Bounds;
        var due = bounds.CeilingBy is null ? bounds.Ceiling : plant.Site.Limits.Import;
        var replaced = observed.Now + Replacing(plant) + plant.Rules.BreakerMargin;
        foreach (var active in observed.Orders)
        {
            var isByFeeds = !plant.Feeds.IsEmpty && FeedMoves.MayUseFeeds(plant, active.Order);
            if (Arbitration.IsCeiling(active.Order) && active.Deadline <= (isByFeeds ? observed.Now : replaced) && active.Level is { } level)
            {
                due = Megawatts.Min(due, level < bounds.Ceiling ? bounds.Ceiling : level);
            }
        }

        return due;
    }

    /// <summary>How long others take to take the place of what has not followed, until the meter shows it.</summary>
    public static Duration Replacing(Plant plant)
    {
        var slowest = Duration.Zero;
        foreach (var group in plant.Groups)
        {
            slowest = group.Abilities.CanSleep ? Duration.Max(slowest, group.Abilities.SleepWithin) : slowest;
        }

        return slowest + _meterTime;
    }

    // They count as told as often as the rules allow, so that they are marked, reported, replaced and tried again at leisure.
    private static ControlState GivingUp(Plant plant, ControlState observed, Instant sampledAt)
    {
        var most = plant.Rules.Retries.Attempts;
        MachineState[]? machines = null;
        foreach (var group in plant.Groups)
        {
            var nameplate = new Nameplate(group);
            for (var number = group.FirstMachine; number < group.EndMachine; number++)
            {
                ref readonly var machine = ref observed.Machines.ItemRef(number);
                if (machine.Attempts < most && IsOverdue(in machine, in nameplate, group.Abilities, sampledAt))
                {
                    machines ??= Writable.Of(observed.Machines, isWritten: true);
                    machines[number] = machine with { Attempts = most };
                }
            }
        }

        return machines is null ? observed : observed with { Machines = Writable.Done(machines) };
    }

    // Draws more than it was told to, although a sample taken then would show that it had followed.
    private static bool IsOverdue(in MachineState machine, in Nameplate nameplate, MachineAbilities abilities, Instant sampledAt) =>
        machine is { Told: not null, Follows: false, Condition: MachineCondition.Running or MachineCondition.Starting }
        && nameplate.NominalW(in machine) > nameplate.InModeW(machine.ToldMode)
        && sampledAt >= machine.DueAt(abilities) + _meterTime;
}
