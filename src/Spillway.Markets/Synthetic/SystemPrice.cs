using System.Collections.Immutable;

namespace Spillway.Markets.Synthetic;

/// <summary>The price before congestion: a supply stack, its noise, and scarcity that clusters and stays.</summary>
internal sealed class SystemPrice
{
    private const double Cap = 5000;
    private const double FuelSteps = 20 * 96;
    private static readonly ImmutableArray<(double NetLoad, double Price)> _stack =
        [(-.30, -6), (-.08, -1), (-.02, 4), (.04, 11), (.12, 17), (.25, 21), (.40, 27), (.52, 35), (.62, 48), (.74, 68), (.90, 95), (1.2, 160)];

    private readonly SyntheticDraws _draws;
    private readonly Persistent _fuel;
    private readonly Persistent _noise;
    private readonly Spell _scarcity;
    private readonly double _level;

    public SystemPrice(int seed, int year)
    {
        _draws = new(seed, year, 11);
        _level = .95 + (.55 * _draws.Uniform());
        _fuel = new(new(seed, year, 12), FuelSteps);
        _noise = new(new(seed, year, 13), 6);
        _scarcity = new(new(seed, year, 14));
    }

    /// <summary>USD per MWh.</summary>
    public double Step(Conditions conditions)
    {
        var cost = Stack(conditions.NetLoad);
        var fuel = _level * Math.Clamp(1 + (.18 * _fuel.Step()), .5, 1.8);
        // Most quarter hours hardly move and a few move much.
        var loud = _draws.Happens(.12) ? 3.0 : 1.0;
        var ordinary = (cost > 0 ? cost * fuel : cost) + (Math.Abs(cost) * .05 * _noise.Step()) + (.6 * loud * _draws.Normal());
        var tight = Math.Clamp((conditions.NetLoad - .35) / .45, 0, 1.2);
        var size = _scarcity.Step(.005 + (.078 * tight * tight * tight), .33 - (.20 * Math.Min(1, tight)));
        var scarcity = size * (32 + (68 * tight));
        return Math.Min(Cap, ordinary + scarcity);
    }

    private static double Stack(double netLoad)
    {
        var at = 1;
        while (at < _stack.Length - 1 && netLoad > _stack[at].NetLoad)
        {
            at++;
        }

        var (low, high) = (_stack[at - 1], _stack[at]);
        var share = (netLoad - low.NetLoad) / (high.NetLoad - low.NetLoad);
        return low.Price + (Math.Max(share, 0) * (high.Price - low.Price));
    }
}
