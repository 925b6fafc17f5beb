using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>A plan for groups that a limit or a ramp couples: the best path up and down the merit order.</summary>
/// <remarks>At every instant the most valuable machines run up to some height, in normal mode; a height is left for
/// another only as fast as the ramps allow, and a start is charged its whole restart at once. That is a good plan and
/// not always the best one, which is why a bound stands beside it. Estimated in binary arithmetic: what the plan earns
/// is found by running it.</remarks>
internal sealed class StackProgramme
{
    private const int MostLevels = 96;
    private readonly Site _site;
    private readonly ImmutableArray<ForesightInterval> _intervals;
    private readonly ImmutableArray<StackLevel> _levels;

    public StackProgramme(Site site, ImmutableArray<ForesightInterval> intervals)
    {
        _site = site;
        _intervals = intervals;
        _levels = Levels();
    }

    /// <summary>The best path found.</summary>
    /// <returns>What it is thought to earn, and for each group in file order one choice an interval.</returns>
    public (double Estimate, ForesightPlan Plan) Solve()
    {
        var height = _levels.Length;
        var reachable = Reachable();
        var taken = new byte[_intervals.Length * height];
        var best = new double[height];
        var next = new double[height];
        for (var t = _intervals.Length - 1; t >= 0; t--)
        {
            (best, next) = (next, best);
            var gains = Gains(t);
            var starts = StartCosts(t);
            for (var from = 0; from < height; from++)
            {
                best[from] = double.NegativeInfinity;
                foreach (var to in reachable[from])
                {
                    var net = gains[to] + next[to] - Math.Max(0.0, starts[to] - starts[from]);
                    if (net > best[from])
                    {
                        best[from] = net;
                        taken[(t * height) + from] = (byte)to;
                    }
                }
            }
        }

        return (best[height - 1], Follow(taken, height));
    }

    private ForesightPlan Follow(byte[] taken, int height)
    {
        var choices = _site.Loads.Select(_ => ImmutableArray.CreateBuilder<GroupChoice>(_intervals.Length)).ToArray();
        var at = height - 1;
        for (var t = 0; t < _intervals.Length; t++)
        {
            at = taken[(t * height) + at];
            for (var group = 0; group < choices.Length; group++)
            {
                var machines = _levels[at].Machines[group];
                choices[group].Add(new(machines == 0 ? LoadGroup.OffIndex : _site.Loads[group].NormalModeIndex, machines));
            }
        }

        return new(_intervals, [.. choices.Select(choice => choice.MoveToImmutable())]);
    }

    private double[] Gains(int t)
    {
        var price = (double)_intervals[t].Price.Value;
        var hours = _intervals[t].Slot.Length.TotalHours;
        var gains = new double[_levels.Length];
        var revenue = _site.Loads
            .Select(load => (double)load.DailyRevenuePerMachine(load.NormalModeIndex, _intervals[t].Hashprice) / 24.0 * hours)
            .ToArray();
        for (var level = 0; level < gains.Length; level++)
        {
            var gain = -price * (double)_levels[level].Power.Value * hours;
            for (var group = 0; group < revenue.Length; group++)
            {
                gain += _levels[level].Machines[group] * revenue[group];
            }

            gains[level] = gain;
        }

        return gains;
    }

    // Levels are nested, so what a climb costs is the difference of what climbing to either height costs from nothing.
    private double[] StartCosts(int t)
    {
        var costs = new double[_levels.Length];
        for (var group = 0; group < _site.Loads.Length; group++)
        {
            var load = _site.Loads[group];
            var perStart = ((double)load.DailyRevenuePerMachine(load.NormalModeIndex, _intervals[t].Hashprice)
                * (double)load.RestartTime.Value / 1440.0) + (double)load.WearPerStart.Value;
            for (var level = 0; level < costs.Length; level++)
            {
                costs[level] += _levels[level].Machines[group] * perStart;
            }
        }

        return costs;
    }

    private int[][] Reachable()
    {
        var minutes = _intervals[0].Slot.Minutes.Value;
        return [.. _levels.Select(from => Enumerable.Range(0, _levels.Length).Where(to => Allows(from.Power, _levels[to].Power)).ToArray())];

        bool Allows(Megawatts from, Megawatts to) =>
            !(_site.Limits.RampUpPerMinute is { } up && to - from > up * minutes)
            && !(_site.Limits.RampDownPerMinute is { } down && from - to > down * minutes);
    }

    private ImmutableArray<StackLevel> Levels()
    {
        var order = Enumerable.Range(0, _site.Loads.Length)
            .OrderByDescending(index => _site.Loads[index].Breakeven(_site.Loads[index].NormalModeIndex, _intervals[0].Hashprice))
            .ToArray();
        var machines = new int[order.Length];
        var levels = new List<StackLevel> { new([.. machines], Power(machines)) };
        var grain = Grain();
        foreach (var index in order)
        {
            var load = _site.Loads[index];
            var each = load.PowerPerMachine(load.NormalModeIndex) - load.PowerPerMachine(LoadGroup.OffIndex);
            var room = Math.Floor((_site.Limits.Import - Power(machines)).Value / each.Value);
            var most = (int)Math.Clamp(room, 0m, load.Machines);
            var step = Math.Max(1, (int)Math.Floor(grain.Value / each.Value));
            while (machines[index] < most)
            {
                machines[index] = Math.Min(most, machines[index] + step);
                levels.Add(new([.. machines], Power(machines)));
            }
        }

        Invariant.Holds(levels.Count <= byte.MaxValue);
        return [.. levels];
    }

    private Megawatts Power(int[] machines)
    {
        var power = Megawatts.Zero;
        for (var index = 0; index < machines.Length; index++)
        {
            power += _site.Loads[index].Power(_site.Loads[index].NormalModeIndex, machines[index]);
        }

        return power;
    }

    // A quarter of the tighter ramp's reach, but never more heights than can be searched.
    private Megawatts Grain()
    {
        var most = Megawatts.Zero;
        foreach (var load in _site.Loads)
        {
            most += load.Power(load.NormalModeIndex, load.Machines);
        }

        most = Megawatts.Min(most, _site.Limits.Import);
        var reach = most;
        var minutes = _intervals[0].Slot.Minutes.Value;
        if (_site.Limits.RampUpPerMinute is { } up)
        {
            reach = Megawatts.Min(reach, up * (minutes / 4m));
        }

        if (_site.Limits.RampDownPerMinute is { } down)
        {
            reach = Megawatts.Min(reach, down * (minutes / 4m));
        }

        var finest = most * (1m / MostLevels);
        return reach < finest ? finest : reach;
    }
}
