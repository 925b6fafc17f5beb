using System.Collections.Immutable;
using Spillway.Engine.Sites;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>A plan for a site of which others hold MW: machines are allotted to what is held, the most valuable first, and each is
/// best within the times it is held.</summary>
/// <remarks>Which machines stand behind an award is fixed before anything is planned, so it is a candidate and not a bound. Import limit
/// and ramps are the dispatch's to keep.</remarks>
internal sealed class HeldAllotment(Site site, ImmutableArray<ForesightInterval> intervals)
{
    // A group's machines are planned in at most so many parts; what is held beyond a part's edge is rounded up to it.
    private const int MostParts = 32;

    /// <summary>Makes the plan.</summary>
    /// <returns>The plan; all machines are taken to run before the first interval.</returns>
    public ForesightPlan Plan()
    {
        var needed = Needed();
        return new(intervals, [.. site.Loads.Select((load, group) => Choices(load, needed[group]))]);
    }

    // How many machines of each group are held in each interval.
    private int[][] Needed()
    {
        var needed = site.Loads.Select(_ => new int[intervals.Length]).ToArray();
        var order = Enumerable.Range(0, site.Loads.Length)
            .OrderByDescending(group => site.Loads[group].Breakeven(site.Loads[group].NormalModeIndex, intervals[0].Hashprice))
            .ToList();
        for (var t = 0; t < intervals.Length; t++)
        {
            var left = intervals[t].Held.Running.Value;
            foreach (var group in order)
            {
                var load = site.Loads[group];
                var each = (load.PowerPerMachine(load.NormalModeIndex) - load.PowerPerMachine(LoadGroup.OffIndex)).Value;
                needed[group][t] = left > 0m && each > 0m ? (int)Math.Min(load.Machines, Math.Ceiling(left / each)) : 0;
                left -= needed[group][t] * each;
            }
        }

        return needed;
    }

    private ImmutableArray<GroupChoice> Choices(LoadGroup load, int[] needed)
    {
        var programme = new MachineProgramme(load, intervals);
        var (modes, machines) = (new int[intervals.Length], new int[intervals.Length]);
        var below = 0;
        foreach (var edge in Edges(load, needed))
        {
            var isHeld = Array.ConvertAll(needed, count => count > below);
            var solution = programme.Solve([], isHeld).Modes(MachineProgramme.Running);
            for (var t = 0; t < solution.Length; t++)
            {
                // The machines of a group share a mode: that of those that are held most.
                modes[t] = modes[t] == LoadGroup.OffIndex ? solution[t] : modes[t];
                machines[t] += solution[t] == LoadGroup.OffIndex ? 0 : edge - below;
            }

            below = edge;
        }

        return [.. modes.Zip(machines, static (mode, count) => count == 0 ? default : new GroupChoice(mode, count))];
    }

    // Where the machines of a group part: those up to an edge are held whenever one more than the edge before is.
    private static List<int> Edges(LoadGroup load, int[] needed)
    {
        var edges = needed.Where(count => count > 0).Append(load.Machines).Distinct().Order().ToList();
        var step = (edges.Count + MostParts - 1) / MostParts;
        return [.. edges.Where((edge, index) => edge == load.Machines || (edges.Count - 1 - index) % step == 0)];
    }
}
