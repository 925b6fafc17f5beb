using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>A plan for groups that share an import limit: each group is allotted machines and a highest mode that fit
/// beside the others at any time, and is best within them. The best allotment is sought among all of them.</summary>
/// <remarks>With one running mode a group and no ramps this is the optimum but for the machine that does not fit: where a
/// less valuable machine would run, a more valuable one runs too.</remarks>
internal sealed class Allotment
{
    private const int MostCombinations = 4096;
    private readonly Site _site;
    private readonly ImmutableArray<ForesightInterval> _intervals;
    private readonly ImmutableArray<ImmutableArray<Ceiling>> _ceilings;
    private readonly decimal[] _idle;

    public Allotment(Site site, ImmutableArray<ForesightInterval> intervals)
    {
        _site = site;
        _intervals = intervals;
        var combinations = site.Loads.Aggregate(1L, static (product, load) => Math.Min(int.MaxValue, product * (load.Modes.Length - 1)));
        _ceilings = [.. site.Loads.Select(load => Ceilings(load, combinations > MostCombinations))];
        _idle = [.. site.Loads.Select(Idle)];
    }

    /// <summary>The best allotment.</summary>
    /// <returns>What it earns, but for machines it adds to those that run at first; and its plan.</returns>
    public (ExactMoney Net, ForesightPlan Plan) Best()
    {
        var chosen = new int[_ceilings.Length];
        (decimal Net, Ceiling[] Ceilings, int[] Machines)? best = null;
        do
        {
            var ceilings = chosen.Select((index, group) => _ceilings[group][index]).ToArray();
            var (net, machines) = Fill(ceilings);
            if (best is not { } known || net > known.Net)
            {
                best = (net, ceilings, machines);
            }
        }
        while (Next(chosen));

        Invariant.Holds(best is not null);
        var (most, highest, counts) = best.Value;
        return (new(most), new(_intervals, [.. highest.Select((ceiling, group) => ceiling.Solution.Together(counts[group]))]));
    }

    private bool Next(int[] chosen)
    {
        for (var group = 0; group < chosen.Length; group++)
        {
            if (++chosen[group] < _ceilings[group].Length)
            {
                return true;
            }

            chosen[group] = 0;
        }

        return false;
    }

    // The machines that earn most for the power they may need come first, as many as fit.
    private (decimal Net, int[] Machines) Fill(Ceiling[] ceilings)
    {
        var net = 0m;
        var room = _site.Limits.Import.Value;
        for (var group = 0; group < ceilings.Length; group++)
        {
            room -= _site.Loads[group].Power(LoadGroup.OffIndex, 0).Value;
            net += _idle[group] * _site.Loads[group].Machines;
        }

        var machines = new int[ceilings.Length];
        foreach (var group in Enumerable.Range(0, ceilings.Length).OrderByDescending(group => Gain(ceilings, group) / ceilings[group].Rise))
        {
            machines[group] = (int)Math.Clamp(Math.Floor(room / ceilings[group].Rise), 0m, _site.Loads[group].Machines);
            room -= machines[group] * ceilings[group].Rise;
            net += machines[group] * Gain(ceilings, group);
        }

        return (net, machines);
    }

    private decimal Gain(Ceiling[] ceilings, int group) => ceilings[group].Solution.Running.Numerator - _idle[group];

    private ImmutableArray<Ceiling> Ceilings(LoadGroup load, bool normalOnly)
    {
        var ceilings = ImmutableArray.CreateBuilder<Ceiling>();
        for (var mode = LoadGroup.OffIndex + 1; mode < load.Modes.Length; mode++)
        {
            var rise = load.PowerPerMachine(mode) - load.PowerPerMachine(LoadGroup.OffIndex);
            if (rise > Megawatts.Zero && (!normalOnly || mode == load.NormalModeIndex))
            {
                ceilings.Add(new(rise.Value, new MachineProgramme(load, _intervals, load.PowerPerMachine(mode)).Solve([])));
            }
        }

        Invariant.Holds(ceilings.Count > 0);
        return ceilings.ToImmutable();
    }

    private decimal Idle(LoadGroup load)
    {
        var power = load.PowerPerMachine(LoadGroup.OffIndex);
        var cost = 0m;
        foreach (var interval in _intervals)
        {
            cost += power == Megawatts.Zero ? 0m : ExactEnergy.From(power, interval.Slot.Minutes).At(interval.Price).Numerator;
        }

        return -cost;
    }

    private readonly record struct Ceiling(decimal Rise, MachineSolution Solution);
}
