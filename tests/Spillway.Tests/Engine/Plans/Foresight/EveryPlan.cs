using System.Collections.Immutable;
using Spillway.Engine.Plans.Foresight;
using Spillway.Simulation.Backtest;

namespace Spillway.Tests.Engine.Plans.Foresight;

/// <summary>Every plan there is of a site of a few machines with one running mode: the slow reference of foresight.</summary>
internal static class EveryPlan
{
    public static IEnumerable<ForesightPlan> Of(BacktestInput input)
    {
        ImmutableArray<ForesightInterval> intervals = [.. input.Range.Select(one => new ForesightInterval(
            new(one.Start, input.Prices.Interval), one.Price, input.Hashprices?.At(one.Start)))];
        IEnumerable<GroupChoice[]> each = [[]];
        foreach (var load in input.Site.Loads)
        {
            var choices = Enumerable.Range(0, load.Machines + 1).Select(count => count == 0 ? default : new GroupChoice(1, count)).ToList();
            each = each.SelectMany(head => choices.Select(choice => head.Append(choice).ToArray()));
        }

        var all = each.ToList();
        IEnumerable<GroupChoice[][]> plans = [[]];
        for (var interval = 0; interval < intervals.Length; interval++)
        {
            plans = plans.SelectMany(head => all.Select(choice => head.Append(choice).ToArray()));
        }

        return plans.Select(plan => new ForesightPlan(
            intervals, [.. Enumerable.Range(0, input.Site.Loads.Length).Select(group => plan.Select(choice => choice[group]).ToImmutableArray())]));
    }
}
