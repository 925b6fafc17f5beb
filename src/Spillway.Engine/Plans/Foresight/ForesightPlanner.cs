using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>Plans a site with every price known: exact where nothing couples its groups, else candidates and a proven
/// bound.</summary>
public static class ForesightPlanner
{
    /// <summary>Plans a range.</summary>
    /// <param name="site">The site.</param>
    /// <param name="settled">How many machines of each group run before the first interval, in file order.</param>
    /// <param name="intervals">The priced intervals, ascending, all of one length; at least one.</param>
    /// <returns>The plan, or the candidates to run and compare.</returns>
    public static ForesightPlans Plan(
        Site site, ImmutableArray<int> settled, ImmutableArray<ForesightInterval> intervals)
    {
        ArgumentNullException.ThrowIfNull(site);
        Invariant.Holds(!intervals.IsEmpty && settled.Length == site.Loads.Length);
        if (!IsCoupled(site, intervals[0].Slot.Minutes))
        {
            return Apart(site, intervals);
        }

        var bound = new SiteBound(site, intervals).Least();
        return new([Nested(site, settled, intervals), new StackProgramme(site, intervals).Solve()], bound, IsExact: false);
    }

    /// <summary>Whether the import limit or a ramp could ever hold a group back because of the others.</summary>
    /// <param name="site">The site.</param>
    /// <param name="length">The length of an interval.</param>
    /// <returns>False where every combination of modes is allowed at any time.</returns>
    public static bool IsCoupled(Site site, Minutes length)
    {
        ArgumentNullException.ThrowIfNull(site);
        var most = Megawatts.Zero;
        var least = Megawatts.Zero;
        foreach (var load in site.Loads)
        {
            var powers = Enumerable.Range(0, load.Modes.Length).Select(mode => load.PowerPerMachine(mode) * load.Machines).ToList();
            most += powers.Max();
            least += powers.Min();
        }

        var swing = most - least;
        return most > site.Limits.Import
            || swing > (site.Limits.RampUpPerMinute is { } up ? up * length.Value : swing)
            || swing > (site.Limits.RampDownPerMinute is { } down ? down * length.Value : swing);
    }

    private static ForesightPlans Apart(Site site, ImmutableArray<ForesightInterval> intervals)
    {
        var bound = ExactMoney.Zero;
        var choices = ImmutableArray.CreateBuilder<ImmutableArray<GroupChoice>>(site.Loads.Length);
        foreach (var load in site.Loads)
        {
            var (net, plan) = new GroupProgramme(load, intervals).Solve([]);
            bound += net;
            choices.Add([.. plan]);
        }

        return new([new(intervals, choices.MoveToImmutable())], bound, IsExact: true);
    }

    // Every group keeps to the machines that the limit leaves it when all of them run.
    private static ForesightPlan Nested(
        Site site, ImmutableArray<int> settled, ImmutableArray<ForesightInterval> intervals)
    {
        var choices = ImmutableArray.CreateBuilder<ImmutableArray<GroupChoice>>(site.Loads.Length);
        for (var index = 0; index < site.Loads.Length; index++)
        {
            choices.Add(settled[index] == 0
                ? [.. Enumerable.Repeat(default(GroupChoice), intervals.Length)]
                : [.. new GroupProgramme(site.Loads[index] with { Machines = settled[index] }, intervals).Solve([]).Choices]);
        }

        return new(intervals, choices.MoveToImmutable());
    }
}
