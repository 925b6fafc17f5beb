using System.Collections.Immutable;
using Spillway.Engine.Plans;
using Spillway.Engine.Sites;

namespace Spillway.Engine.Commands;

/// <summary>Keeps what cannot be started from taking the import limit and the ramp away from what can: limits are put on the
/// machines within reach, and the others stay wanted, should their power come back.</summary>
internal static class WithinReach
{
    /// <summary>The plan without machines that have no power; the same plan where all have some.</summary>
    public static ImmutableArray<PlannedMode> Plan(Site site, ImmutableArray<PlannedMode> plan, ImmutableArray<GroupRun> measured)
    {
        if (!measured.Any(static run => run.Parted > 0))
        {
            return plan;
        }

        var reached = ImmutableArray.CreateBuilder<PlannedMode>(plan.Length);
        for (var index = 0; index < plan.Length; index++)
        {
            var most = Math.Max(0, site.Loads[index].Machines - measured[index].Parted);
            reached.Add(plan[index] with { Machines = Math.Min(plan[index].Machines, most) });
        }

        return reached.MoveToImmutable();
    }

    /// <summary>The decision with the machines beyond reach wanted again in each group that no limit has cut.</summary>
    public static Decision Whole(Site site, Decision decision, ImmutableArray<PlannedMode> plan, ImmutableArray<PlannedMode> reached)
    {
        if (reached == plan)
        {
            return decision;
        }

        var commands = decision.Commands.ToBuilder();
        for (var index = 0; index < commands.Count; index++)
        {
            var isWhole = commands[index].Machines == reached[index].Machines && (commands[index].Machines == 0 || commands[index].ModeIndex == plan[index].ModeIndex);
            if (isWhole && reached[index].Machines < plan[index].Machines)
            {
                var mode = plan[index].ModeIndex;
                commands[index] = commands[index] with { ModeIndex = mode, ModeName = site.Loads[index].Modes[mode].Name, Machines = plan[index].Machines };
            }
        }

        return decision with { Commands = commands.MoveToImmutable() };
    }
}
