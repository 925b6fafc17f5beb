using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>What the runs of a graph leave in an interval: earned less price times drawn, as
/// <see cref="ExactMoney.Numerator"/> and exactly what <see cref="RunMoney"/> would say.</summary>
internal sealed class RunValues
{
    private readonly LoadGroup _group;
    private readonly ImmutableArray<GroupRun> _runs;
    private readonly decimal[] _drawn;
    private readonly decimal[] _earned;
    private Hashprice? _hashprice;
    private bool _isPriced;

    public RunValues(LoadGroup group, ImmutableArray<GroupRun> runs)
    {
        _group = group;
        _runs = runs;
        _drawn = [.. runs.Select(static run => run.Energy.At(new(1m)).Numerator)];
        _earned = new decimal[runs.Length];
    }

    /// <summary>Fills in the value of every run.</summary>
    /// <param name="price">The price of the interval.</param>
    /// <param name="hashprice">Its hash price; null where the group has a value of its own.</param>
    /// <param name="values">One entry a run.</param>
    public void Fill(EnergyPrice price, Hashprice? hashprice, decimal[] values)
    {
        // What a run earns changes with the day at most; only the energy changes its price every interval.
        if (!_isPriced || (_group.Value is null && hashprice != _hashprice))
        {
            _hashprice = hashprice;
            _isPriced = true;
            for (var index = 0; index < _earned.Length; index++)
            {
                _earned[index] = RunMoney.Of(_group, _runs[index], EnergyPrice.Zero, hashprice).Net.Numerator;
            }
        }

        for (var index = 0; index < values.Length; index++)
        {
            values[index] = _drawn[index] == 0m ? _earned[index] : _earned[index] - (_drawn[index] * price.Value);
        }
    }
}
