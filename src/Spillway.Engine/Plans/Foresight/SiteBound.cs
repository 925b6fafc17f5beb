using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>A proven upper bound for groups that share an import limit or ramps: the limits are lifted and paid for
/// instead.</summary>
/// <remarks>For any prices on the limits that are not negative, the machines' separate optima under price plus what
/// their power costs on the limits, plus what the limits themselves are worth, bound every plan that keeps them
/// (Lagrangian relaxation). The price of the import limit starts at what the first machine left out would pay for its
/// place, then all prices step towards where the lifted plans break or undercut the limits.</remarks>
internal sealed class SiteBound
{
    private const int Rounds = 40;
    private const int PriceDecimals = 4;
    private const double NearEnough = 1e-6;
    private readonly Site _site;
    private readonly ImmutableArray<int> _settled;
    private readonly ImmutableArray<ForesightInterval> _intervals;
    private readonly MachineProgramme[] _programmes;
    private readonly Megawatts _limit;
    private readonly decimal _powerBefore;

    public SiteBound(Site site, ImmutableArray<int> settled, ImmutableArray<ForesightInterval> intervals)
    {
        _site = site;
        _settled = settled;
        _intervals = intervals;
        _programmes = [.. site.Loads.Select(load => new MachineProgramme(load, intervals))];
        var idle = Megawatts.Zero;
        for (var group = 0; group < settled.Length; group++)
        {
            idle += site.Loads[group].Power(LoadGroup.OffIndex, 0);
            _powerBefore += site.Loads[group].Power(site.Loads[group].NormalModeIndex, settled[group]).Value;
        }

        // Machines that are off draw what they draw, even where that alone is above the limit.
        _limit = site.Limits.Import < idle ? idle : site.Limits.Import;
    }

    /// <summary>The least bound found, and the plan that goes with it, which may break the limits.</summary>
    /// <param name="reached">A net that some plan is known or thought to reach; steps aim at it.</param>
    public (ExactMoney Bound, ForesightPlan Plan) Least(ExactMoney reached)
    {
        var prices = new LimitPrices(_site.Limits, _limit, _intervals[0].Slot.Minutes, _powerBefore, Start());
        var least = Bound(prices, out var power);
        var plan = Planned;
        for (var round = 0; round < Rounds; round++)
        {
            var above = (double)(least.Numerator - reached.Numerator);
            if (above <= NearEnough * Math.Abs((double)least.Numerator))
            {
                break;
            }

            prices = prices.Stepped(power, above / 1440.0);
            var bound = Bound(prices, out power);
            if (bound.Numerator < least.Numerator)
            {
                least = bound;
                plan = Planned;
            }
        }

        return (least, plan!);
    }

    private ForesightPlan? Planned { get; set; }

    private ExactMoney Bound(LimitPrices prices, out decimal[] power)
    {
        var bound = prices.Worth();
        var surcharge = prices.Surcharge();
        power = new decimal[_intervals.Length];
        var choices = ImmutableArray.CreateBuilder<ImmutableArray<GroupChoice>>(_programmes.Length);
        for (var group = 0; group < _programmes.Length; group++)
        {
            var load = _site.Loads[group];
            var resting = load.Machines - _settled[group];
            var solution = _programmes[group].Solve(surcharge);
            bound += new ExactMoney((solution.Running.Numerator * _settled[group]) + (solution.Resting.Numerator * resting));
            choices.Add(Lifted(load, _settled[group], solution, power));
        }

        Planned = new(_intervals, choices.MoveToImmutable());
        return bound;
    }

    private static ImmutableArray<GroupChoice> Lifted(LoadGroup load, int settled, MachineSolution solution, decimal[] power)
    {
        var running = solution.Modes(MachineProgramme.Running);
        var resting = solution.Modes(MachineProgramme.Resting);
        var choices = ImmutableArray.CreateBuilder<GroupChoice>(running.Length);
        for (var t = 0; t < running.Length; t++)
        {
            power[t] += (load.PowerPerMachine(running[t]).Value * settled)
                + (load.PowerPerMachine(resting[t]).Value * (load.Machines - settled));
            var on = (running[t] == LoadGroup.OffIndex ? 0 : settled) + (resting[t] == LoadGroup.OffIndex ? 0 : load.Machines - settled);
            choices.Add(new(running[t] == LoadGroup.OffIndex ? resting[t] : running[t], on));
        }

        return choices.MoveToImmutable();
    }

    // The first machine in the merit order that the limit leaves out would pay for its place, each interval, what the
    // choice to run in it is worth; nothing where everything fits.
    private decimal[] Start()
    {
        var first = Enumerable.Range(0, _settled.Length)
            .Where(group => _settled[group] < _site.Loads[group].Machines)
            .OrderByDescending(group => _site.Loads[group].Breakeven(_site.Loads[group].NormalModeIndex, _intervals[0].Hashprice))
            .Cast<int?>()
            .FirstOrDefault();
        var prices = new decimal[_intervals.Length];
        if (first is not { } marginal)
        {
            return prices;
        }

        var load = _site.Loads[marginal];
        var each = load.PowerPerMachine(load.NormalModeIndex) - load.PowerPerMachine(LoadGroup.OffIndex);
        var worth = ExactEnergy.From(each, _intervals[0].Slot.Minutes).At(new(1m)).Numerator;
        var solution = _programmes[marginal].Solve([]);
        for (var t = 0; t < prices.Length; t++)
        {
            prices[t] = Math.Max(0m, decimal.Round(solution.Opening(t).Numerator / worth, PriceDecimals, MidpointRounding.ToPositiveInfinity));
        }

        return prices;
    }
}
