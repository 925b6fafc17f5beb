using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Markets.Synthetic;

/// <summary>What congestion makes of the system's price at each point.</summary>
internal sealed class SyntheticPoints
{
    private const double Floor = -251;
    private const double Cap = 5000;
    private readonly SyntheticDraws _draws;
    private readonly Persistent _houston;
    private readonly Persistent _south;
    private readonly Persistent _export;
    private readonly Spell _houstonSpell;
    private readonly Spell _southSpell;
    private readonly Spell _pocket;
    private readonly Spell _westSpell;

    public SyntheticPoints(int seed, int year)
    {
        _draws = new(seed, year, 21);
        _houston = new(new(seed, year, 22), 40);
        _south = new(new(seed, year, 23), 40);
        _export = new(new(seed, year, 24), 60);
        _houstonSpell = new(new(seed, year, 25));
        _southSpell = new(new(seed, year, 26));
        _pocket = new(new(seed, year, 27));
        _westSpell = new(new(seed, year, 28));
    }

    /// <summary>The points, in the order of the prices that <see cref="Step"/> gives.</summary>
    public static ImmutableArray<string> Names { get; } =
        ["HB_HOUSTON", "HB_NORTH", "HB_SOUTH", "HB_WEST", "HB_HUBAVG", "LZ_HOUSTON", "LZ_NORTH", "LZ_SOUTH", "LZ_WEST"];

    /// <summary>Fills the prices of one quarter hour, USD per MWh.</summary>
    public void Step(LocalDateTime at, Conditions conditions, double system, Span<double> prices)
    {
        var windy = Math.Clamp((conditions.WestWind - .45) / .3, 0, 1);
        var isDay = at.Hour is >= 10 and < 20;
        var houston = system + (2.2 * windy) + (1.1 * _houston.Step()) + (30 * _houstonSpell.Step(isDay ? .003 : .0006, .25));
        var north = system - .4 + (.4 * _draws.Normal());
        var south = system + (1.2 * windy) + (1.3 * _south.Step()) + (28 * _southSpell.Step(isDay ? .0025 : .0006, .25));
        var west = West(conditions, system);
        Set(prices, 0, houston);
        Set(prices, 1, north);
        Set(prices, 2, south);
        Set(prices, 3, west);
        // The hub average is the mean of what was published.
        prices[4] = (prices[0] + prices[1] + prices[2] + prices[3]) / 4;
        Set(prices, 5, houston + (.5 * Math.Abs(_houston.Value)) + (.2 * _draws.Normal()));
        Set(prices, 6, north + .3 + (.3 * _draws.Normal()));
        Set(prices, 7, south + (.5 * _south.Value) + (.2 * _draws.Normal()));
        Set(prices, 8, west + Pocket(at, conditions));
    }

    // Lines out of the west fill before the wind is used up: then its price is set by turbines that would pay to run.
    private double West(Conditions conditions, double system)
    {
        var limit = .725 + (.05 * _export.Step()) - (.07 * conditions.Sun);
        var blocked = Math.Clamp((conditions.WestWind - limit) / .06, 0, 1);
        var bid = -.3 - (1.2 * Math.Abs(_draws.Normal())) - (blocked * Math.Max(0, 8 * _export.Value));
        var price = ((1 - blocked) * system) + (blocked * Math.Min(system, bid));
        return blocked >= 1 && _draws.Happens(.0004) ? Floor : price;
    }

    // The oil field's own load is at the end of a thin line: its zone pays more when the wind is low.
    private double Pocket(LocalDateTime at, Conditions conditions)
    {
        var still = Math.Clamp((.50 - conditions.WestWind) / .3, 0, 1);
        var isEvening = at.Hour is >= 16 and < 22;
        var pocket = _pocket.Step(.004 + (.02 * still) + (isEvening ? .02 * still : 0), .05);
        var spike = _westSpell.Step(.0015 + (.005 * still), .17);
        return (Math.Min(pocket, 3) * 9) + (40 * spike);
    }

    private static void Set(Span<double> prices, int point, double price) =>
        prices[point] = Math.Clamp(price, Floor, Cap);
}
