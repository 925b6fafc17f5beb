namespace Spillway.Tests.Simulation.Independent;

/// <summary>The arithmetic of a backtest a second time: written from its description alone, machine by machine, in plain
/// decimals, slow and obvious. It uses no type of the engine.</summary>
internal sealed class SlowDesk
{
    private readonly SlowSite _site;
    private readonly SlowMachine[][] _machines;
    private decimal _mwBefore;

    private SlowDesk(SlowSite site, DateTime first)
    {
        _site = site;
        _machines = [.. site.Loads.Select(load => Enumerable.Range(0, load.Machines).Select(_ => new SlowMachine()).ToArray())];

        // Before the first interval everything runs in normal mode as far as the import limit allows, restarts over.
        var settled = site.Loads.Select(load => new SlowChoice(SlowLoad.Normal, load.Machines)).ToArray();
        KeepImportLimit(settled, site.HashpriceOfUtcDay(first.Date.AddDays(-1)));
        for (var load = 0; load < settled.Length; load++)
        {
            foreach (var machine in _machines[load].Take(settled[load].Machines))
            {
                machine.Mode = SlowLoad.Normal;
            }
        }

        _mwBefore = Mw(settled);
    }

    /// <summary>What a policy wants: the interval's number, the newest known price (none in the first interval) and the
    /// hash price a decision may use.</summary>
    public delegate SlowChoice[] Wish(int number, decimal? newest, decimal decisionHashprice);

    public static SlowSums Run(SlowSite site, IReadOnlyList<SlowInterval> grid, Wish wish)
    {
        var sums = new SlowSums { Gaps = grid.Count(interval => interval.Price is null) };
        var priced = grid.Where(interval => interval.Price is not null).ToList();
        var desk = new SlowDesk(site, priced[0].StartUtc);
        for (var number = 0; number < priced.Count; number++)
        {
            var start = priced[number].StartUtc;
            var before = site.HashpriceOfUtcDay(start.Date.AddDays(-1));
            var newest = number == 0 ? null : priced[number - 1].Price;
            var choices = desk.Possible(wish(number, newest, before), before);
            desk.Spend(choices, priced[number].Price!.Value, site.HashpriceOfUtcDay(start.Date), sums);
            sums.Choices.Add(choices);
        }

        return sums;
    }

    public static Wish AlwaysOn(SlowSite site) =>
        (_, _, _) => [.. site.Loads.Select(load => new SlowChoice(SlowLoad.Normal, load.Machines))];

    public static Wish Strike(SlowSite site) => (_, newest, hashprice) => [.. site.Loads.Select(load =>
    {
        if (newest is not { } price)
        {
            return new SlowChoice(SlowLoad.Normal, load.Machines);
        }

        // The largest (production value per hour − newest known price × MW), ties to less MW.
        var best = Enumerable.Range(0, load.Modes.Length)
            .OrderByDescending(mode => load.HourlyRevenueTimes24000(mode, hashprice) - (price * load.Mw(mode) * 24_000m))
            .ThenBy(load.Mw)
            .First();
        return new SlowChoice(best, best == 0 ? 0 : load.Machines);
    })];

    private SlowChoice[] Possible(SlowChoice[] wanted, decimal hashprice)
    {
        var choices = wanted.ToArray();
        for (var load = 0; load < choices.Length; load++)
        {
            choices[load] = KeepMinimumTimes(load, choices[load]);
        }

        KeepImportLimit(choices, hashprice);
        KeepRampUp(choices, hashprice);
        KeepRampDown(choices, hashprice);
        if (AreKept(choices))
        {
            return choices;
        }

        // A fall taken back by whole machines has passed the limit (seed b02OJq0mDMw3) or the ramp up (seed eRf2PUlYWQ93): what
        // rose meanwhile waits, and what nothing reconciles stays as it is.
        KeepImportLimit(choices, hashprice);
        KeepRampUp(choices, hashprice);
        return AreKept(choices)
            ? choices
            : [.. Enumerable.Range(0, choices.Length).Select(load => new SlowChoice(ModeNow(load), RunningNow(load)))];
    }

    private bool AreKept(SlowChoice[] choices)
    {
        var rise = Mw(choices) - _mwBefore;
        return Mw(choices) <= _site.ImportMw
            && !(_site.RampUpMwPerMinute is { } up && rise > up * _site.IntervalMinutes)
            && !(_site.RampDownMwPerMinute is { } down && -rise > down * _site.IntervalMinutes);
    }

    private SlowChoice KeepMinimumTimes(int load, SlowChoice wanted)
    {
        var settings = _site.Loads[load];
        var must = Protected(load);
        var may = settings.Machines - _machines[load].Count(machine => !machine.IsOn && machine.Held < settings.MinimumDown);
        var mode = wanted.Machines < must && wanted.Mode == 0 ? ModeNow(load) : wanted.Mode;
        var count = Math.Clamp(wanted.Machines, must, may);
        return new(count == 0 ? 0 : mode, count);
    }

    private void KeepImportLimit(SlowChoice[] choices, decimal hashprice)
    {
        while (Mw(choices) > _site.ImportMw)
        {
            var least = LeastValuable(choices, hashprice).First(load => choices[load].Machines > Protected(load));
            choices[least] = Fewer(choices[least]);
        }
    }

    // Only for sites of single-mode loads: what gives way is then a matter of counts.
    private void KeepRampUp(SlowChoice[] choices, decimal hashprice)
    {
        while (_site.RampUpMwPerMinute is { } up && Mw(choices) - _mwBefore > up * _site.IntervalMinutes)
        {
            var least = LeastValuable(choices, hashprice).First(load => choices[load].Machines > RunningNow(load));
            choices[least] = Fewer(choices[least]);
        }
    }

    private void KeepRampDown(SlowChoice[] choices, decimal hashprice)
    {
        while (_site.RampDownMwPerMinute is { } down && _mwBefore - Mw(choices) > down * _site.IntervalMinutes)
        {
            var most = LeastValuable(choices, hashprice).Last(load => choices[load].Machines < RunningNow(load));
            choices[most] = new(SlowLoad.Normal, choices[most].Machines + 1);
        }
    }

    private static SlowChoice Fewer(SlowChoice choice) =>
        new(choice.Machines == 1 ? 0 : choice.Mode, choice.Machines - 1);

    private List<int> LeastValuable(SlowChoice[] choices, decimal hashprice) => Enumerable.Range(0, choices.Length)
        .OrderBy(load => _site.Loads[load].WorthTimes24000(choices[load].Mode, hashprice))
        .ThenByDescending(load => load)
        .ToList();

    private void Spend(SlowChoice[] choices, decimal price, decimal hashprice, SlowSums sums)
    {
        var minutes = _site.IntervalMinutes;
        for (var load = 0; load < choices.Length; load++)
        {
            var settings = _site.Loads[load];
            var started = Move(load, choices[load]);
            sums.Restarts += started > 0 ? 1 : 0;
            sums.Wear += started * settings.Weight * settings.WearPerStart;
            foreach (var machine in _machines[load])
            {
                var lost = machine.Pass(minutes);
                var revenue = settings.HourlyRevenueTimes24000(machine.Mode, hashprice);
                sums.Draw(settings.Mw(machine.Mode), minutes, price);
                sums.Produce(revenue, machine.IsOn ? minutes - lost : 0m, lost);
            }
        }

        foreach (var (mw, fixedPrice) in _site.Blocks)
        {
            sums.Settle(mw, fixedPrice, minutes, price);
        }

        _mwBefore = Mw(choices);
        sums.Intervals++;
    }

    private int Move(int load, SlowChoice choice)
    {
        var settings = _site.Loads[load];
        var surplus = RunningNow(load) - choice.Machines;
        foreach (var machine in _machines[load]
            .Where(machine => machine.IsOn)
            .OrderBy(machine => machine.Held < settings.MinimumUp)
            .ThenByDescending(machine => machine.RestartLeft)
            .ThenBy(machine => machine.Held)
            .Take(Math.Max(0, surplus))
            .ToList())
        {
            machine.Stop();
        }

        foreach (var machine in _machines[load].Where(machine => machine.IsOn))
        {
            machine.Mode = choice.Mode;
        }

        foreach (var machine in _machines[load]
            .Where(machine => !machine.IsOn)
            .OrderByDescending(machine => machine.Held)
            .Take(Math.Max(0, -surplus))
            .ToList())
        {
            machine.Start(choice.Mode, settings.RestartMinutes);
        }

        return Math.Max(0, -surplus);
    }

    private decimal Mw(SlowChoice[] choices) => choices
        .Select((choice, load) => (choice.Machines * _site.Loads[load].Mw(choice.Mode))
            + ((_site.Loads[load].Machines - choice.Machines) * _site.Loads[load].Mw(0)))
        .Sum();

    private int Protected(int load) =>
        _machines[load].Count(machine => machine.IsOn && machine.Held < _site.Loads[load].MinimumUp);

    private int RunningNow(int load) => _machines[load].Count(machine => machine.IsOn);

    private int ModeNow(int load) => _machines[load].FirstOrDefault(machine => machine.IsOn)?.Mode ?? 0;
}
