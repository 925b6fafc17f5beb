using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>A proven upper bound for groups that share an import limit: the limit is lifted and paid for instead.</summary>
/// <remarks>For any price on the limit that is not negative, the groups' separate optima under price plus that price,
/// plus what the limit itself is worth, bound every plan that keeps the limit (Lagrangian relaxation). The price starts
/// at what the marginal machine would earn, and steps where the lifted plans break or undercut the limit. Ramps are
/// left out of the relaxed problem, which can only raise it, so it bounds sites with ramps as well.</remarks>
internal sealed class SiteBound
{
    private const int Rounds = 12;
    private readonly Site _site;
    private readonly ImmutableArray<ForesightInterval> _intervals;
    private readonly GroupProgramme[] _programmes;

    public SiteBound(Site site, ImmutableArray<ForesightInterval> intervals)
    {
        _site = site;
        _intervals = intervals;
        _programmes = [.. site.Loads.Select(load => new GroupProgramme(load, intervals))];
    }

    /// <summary>The least bound found.</summary>
    public ExactMoney Least()
    {
        var limitPrice = Start();
        var least = Bound(limitPrice, out var excess);
        for (var round = 1; round <= Rounds; round++)
        {
            for (var t = 0; t < limitPrice.Length; t++)
            {
                // Steps shrink by a fixed schedule and are cut to two decimals, so that every machine takes the same.
                var step = decimal.Round(4m * excess[t] / _site.Limits.Import.Value / round, 2);
                limitPrice[t] = Math.Max(0m, limitPrice[t] + step);
            }

            var bound = Bound(limitPrice, out excess);
            least = bound.Numerator < least.Numerator ? bound : least;
        }

        return least;
    }

    private ExactMoney Bound(decimal[] limitPrice, out decimal[] excess)
    {
        var bound = ExactMoney.Zero;
        excess = new decimal[_intervals.Length];
        for (var group = 0; group < _programmes.Length; group++)
        {
            var (net, choices) = _programmes[group].Solve(limitPrice);
            bound += net;
            for (var t = 0; t < choices.Length; t++)
            {
                excess[t] += _site.Loads[group].Power(choices[t].ModeIndex, choices[t].Machines).Value;
            }
        }

        for (var t = 0; t < limitPrice.Length; t++)
        {
            excess[t] -= _site.Limits.Import.Value;
            var worth = new EnergyPrice(limitPrice[t]);
            bound += ExactEnergy.From(_site.Limits.Import, _intervals[t].Slot.Minutes).At(worth);
        }

        return bound;
    }

    private decimal[] Start()
    {
        var limitPrice = new decimal[_intervals.Length];
        for (var t = 0; t < limitPrice.Length; t++)
        {
            var marginal = Marginal(_intervals[t].Hashprice);
            limitPrice[t] = marginal is { } worth ? Math.Max(0m, worth.Value - _intervals[t].Price.Value) : 0m;
        }

        return limitPrice;
    }

    // The worth of the group in the merit order that the limit cuts through; none where everything fits.
    private EnergyPrice? Marginal(Hashprice? hashprice)
    {
        var room = _site.Limits.Import;
        foreach (var load in _site.Loads.OrderByDescending(load => load.Breakeven(load.NormalModeIndex, hashprice)))
        {
            room -= load.Power(load.NormalModeIndex, load.Machines);
            if (room < Megawatts.Zero)
            {
                return load.Breakeven(load.NormalModeIndex, hashprice);
            }
        }

        return null;
    }
}
