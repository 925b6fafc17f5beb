namespace Spillway.Tests.Simulation.Independent;

/// <summary>Perfect foresight for one load that moves as a whole: forwards over the intervals, the best way to reach each
/// (mode, restart left, time held); of equal ones that which drew less, then that with fewer starts.</summary>
internal static class SlowForesight
{
    private readonly record struct State(int Mode, decimal RestartLeft, decimal Held);

    private sealed record Path(decimal NetTimes1440000, decimal MwMinutes, int Starts, Path? Before, int Mode);

    public static SlowChoice[] Best(SlowSite site, IReadOnlyList<SlowInterval> grid)
    {
        var load = site.Loads.Single();
        var paths = new Dictionary<State, Path> { [new(SlowLoad.Normal, 0m, LongEnough(load))] = new(0m, 0m, 0, null, 0) };
        foreach (var interval in grid.Where(interval => interval.Price is not null))
        {
            var next = new Dictionary<State, Path>();
            foreach (var (state, path) in paths)
            {
                for (var mode = 0; mode < load.Modes.Length; mode++)
                {
                    Extend(site, load, interval, state, path, mode, next);
                }
            }

            paths = next;
        }

        return Followed(paths.Values.Aggregate(static (best, path) => IsBetter(path, best) ? path : best), load);
    }

    private static void Extend(
        SlowSite site, SlowLoad load, SlowInterval interval, State state, Path path, int mode, Dictionary<State, Path> next)
    {
        var wasOn = state.Mode != 0;
        var isOn = mode != 0;
        if ((wasOn && !isOn && state.Held < load.MinimumUp) || (!wasOn && isOn && state.Held < load.MinimumDown))
        {
            return;
        }

        var minutes = site.IntervalMinutes;
        var starts = isOn && !wasOn;
        var restart = !isOn ? 0m : starts ? load.RestartMinutes : state.RestartLeft;
        var lost = Math.Min(restart, minutes);
        var revenue = load.HourlyRevenueTimes24000(mode, site.HashpriceOfUtcDay(interval.StartUtc.Date));
        var net = (revenue * (isOn ? minutes - lost : 0m))
            - (24_000m * interval.Price!.Value * load.Mw(mode) * minutes)
            - (starts ? load.WearPerStart * load.Weight * 1_440_000m : 0m);
        var held = Math.Min(LongEnough(load), (isOn == wasOn ? state.Held : 0m) + minutes);
        var reached = new State(mode, restart - lost, held);
        var longer = new Path(
            path.NetTimes1440000 + net,
            path.MwMinutes + (load.Mw(mode) * minutes),
            path.Starts + (starts ? 1 : 0),
            path,
            mode);
        if (!next.TryGetValue(reached, out var known) || IsBetter(longer, known))
        {
            next[reached] = longer;
        }
    }

    private static bool IsBetter(Path left, Path right) => left.NetTimes1440000 != right.NetTimes1440000
        ? left.NetTimes1440000 > right.NetTimes1440000
        : left.MwMinutes != right.MwMinutes ? left.MwMinutes < right.MwMinutes : left.Starts < right.Starts;

    // Held longer than both minimum times is as good as for ever.
    private static decimal LongEnough(SlowLoad load) => Math.Max(load.MinimumUp, load.MinimumDown);

    private static SlowChoice[] Followed(Path last, SlowLoad load)
    {
        var choices = new Stack<SlowChoice>();
        for (var path = last; path.Before is not null; path = path.Before)
        {
            choices.Push(new(path.Mode, path.Mode == 0 ? 0 : load.Machines));
        }

        return [.. choices];
    }
}
