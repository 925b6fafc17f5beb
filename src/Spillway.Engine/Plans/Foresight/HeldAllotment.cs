using System.Collections.Immutable;
using Spillway.Engine.Sites;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>A plan for a site of which others hold MW, or that sells back power below the market's price: machines are allotted to what
/// is held and to what was bought, the most valuable first, and each is best within the times it is held and at the price it is worth
/// to stop it.</summary>
/// <remarks>Which machines stand behind an award or under a block is fixed before anything is planned, so it is a candidate and not a
/// bound. Import limit and ramps are the dispatch's to keep.</remarks>
internal sealed class HeldAllotment(Site site, ImmutableArray<ForesightInterval> intervals)
{
    // A group's machines are planned in at most so many parts; what is held beyond a part's edge is rounded up to it.
    private const int MostParts = 32;

    /// <summary>Makes the plan.</summary>
    /// <returns>The plan; all machines are taken to run before the first interval.</returns>
    public ForesightPlan Plan()
    {
        var held = Machines(static one => one.Held.Running.Value);
        var bought = Machines(static one => one.HasSpread ? one.SellBack.Sum(static tier => tier.Power.Value) : 0m);
        return new(intervals, [.. site.Loads.Select((load, group) => Choices(load, held[group], bought[group]))]);
    }

    // How many machines of each group some power takes in each interval.
    private int[][] Machines(Func<ForesightInterval, decimal> power)
    {
        var needed = site.Loads.Select(_ => new int[intervals.Length]).ToArray();
        var order = Enumerable.Range(0, site.Loads.Length)
            .OrderByDescending(group => site.Loads[group].Breakeven(site.Loads[group].NormalModeIndex, intervals[0].Hashprice))
            .ToList();
        for (var t = 0; t < intervals.Length; t++)
        {
            var left = power(intervals[t]);
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

    private ImmutableArray<GroupChoice> Choices(LoadGroup load, int[] held, int[] bought)
    {
        var programme = new MachineProgramme(load, intervals);
        var (modes, machines) = (new int[intervals.Length], new int[intervals.Length]);
        var below = 0;
        foreach (var edge in Edges(load, held.Concat(bought)))
        {
            var isHeld = Array.ConvertAll(held, count => count > below);
            var surcharge = bought.Select((count, t) => count > below ? -Spread(intervals[t]) : 0m).ToArray();
            var solution = programme.Solve(surcharge, isHeld).Modes(MachineProgramme.Running);
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

    // Of several blocks the least spread: it holds for the MW that are sold back first.
    private static decimal Spread(ForesightInterval interval) => interval.SellBack.Min(static tier => tier.Spread.Value);

    // Where the machines of a group part: those up to an edge are held whenever one more than the edge before is.
    private static List<int> Edges(LoadGroup load, IEnumerable<int> counts)
    {
        var edges = counts.Where(count => count > 0).Append(load.Machines).Distinct().Order().ToList();
        var step = (edges.Count + MostParts - 1) / MostParts;
        return [.. edges.Where((edge, index) => edge == load.Machines || (edges.Count - 1 - index) % step == 0)];
    }
}
