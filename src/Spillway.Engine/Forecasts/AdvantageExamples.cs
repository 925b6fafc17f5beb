using System.Collections.Immutable;

namespace Spillway.Engine.Forecasts;

/// <summary>Intervals drawn from the past, each with how it looked beforehand, what running it gained, and how the next
/// one looked.</summary>
internal sealed class AdvantageExamples
{
    private readonly PastPrices _past;
    private readonly ImmutableArray<double> _values;
    private readonly double _startCost;
    private readonly double _calmBelow;
    private readonly float _calmCountsAs;
    private readonly int _first;
    private readonly ulong _share;
    private readonly ulong _calmShare;
    private readonly int _room;
    private readonly int _width;
    private readonly float[] _next;
    private readonly double[] _gains;
    private float[] _rows;

    private AdvantageExamples(PastPrices past, AdvantageSettings settings)
    {
        _past = past;
        _values = settings.Values;
        _startCost = settings.StartCost;
        _calmBelow = settings.CalmBelow;
        _calmCountsAs = settings.CalmCountsAs;
        _first = settings.WarmDays * past.SlotsPerDay;
        _width = past.Width;
        var known = past.Length - _first;
        var years = known / (365.0 * past.SlotsPerDay);
        var wanted = Math.Min(settings.RowsAtMost, settings.RowsPerYear * years);
        var all = (double)known * past.Prices.Length * _values.Length;
        var lively = Lively();
        var share = Math.Min(1.0, wanted / all / (lively + ((1.0 - lively) / _calmCountsAs)));
        _share = (ulong)(share * 4294967296.0);
        _calmShare = (ulong)(share / _calmCountsAs * 4294967296.0);
        _room = (int)Math.Min(all, (wanted * 1.05) + 1000.0);
        _rows = new float[_room * _width];
        _next = new float[_room * _width];
        _gains = new double[_room];
        Weights = new float[_room];
        Advantages = new double[_room];
    }

    /// <summary>How many were drawn.</summary>
    public int Count { get; private set; }

    /// <summary>How each looked beforehand, cut into classes.</summary>
    public FeatureBins Bins { get; private set; } = null!;

    /// <summary>For how many of its kind each stands.</summary>
    public float[] Weights { get; }

    /// <summary>The advantage of running each: its own gain and what being on is worth afterwards.</summary>
    public double[] Advantages { get; }

    /// <summary>Draws examples from every point and value; the worth of being on afterwards is perfect foresight's.</summary>
    public static AdvantageExamples Draw(PastPrices past, AdvantageSettings settings, ulong seed)
    {
        var examples = new AdvantageExamples(past, settings);
        for (var point = 0; point < past.Prices.Length; point++)
        {
            examples.DrawPoint(point, new SeededSequence(seed + (ulong)point + 1));
        }

        Array.Resize(ref examples._rows, examples.Count * examples._width);
        examples.Bins = new FeatureBins(examples._rows, examples._width);
        examples._rows = [];
        return examples;
    }

    /// <summary>Takes the worth of being on afterwards from a model instead.</summary>
    public void Follow(BoostedTrees model)
    {
        for (var i = 0; i < Count; i++)
        {
            Advantages[i] = _gains[i] + Clip(model.Predict(_next.AsSpan(i * _width, _width)));
        }
    }

    private void DrawPoint(int point, SeededSequence random)
    {
        var prices = _past.Prices[point];
        var continuation = _values.Select(value => Foreseen(prices, value)).ToArray();
        var open = Enumerable.Repeat(-1, _values.Length).ToArray();
        var row = new float[_width];
        for (var t = _first; t < _past.Length; t++)
        {
            for (var k = 0; k < open.Length; k++)
            {
                var calm = IsCalm(prices, t, _values[k]);
                var chosen = (random.Next() >> 32) < (calm ? _calmShare : _share) && t < _past.Length - 1 && Count < _room;
                if (!chosen && open[k] < 0)
                {
                    continue;
                }

                _past.Describe(point, t, _values[k], row);
                if (open[k] >= 0)
                {
                    row.CopyTo(_next.AsSpan(open[k] * _width));
                }

                open[k] = -1;
                if (chosen)
                {
                    open[k] = Count;
                    Weights[Count] = calm ? _calmCountsAs : 1.0f;
                    Keep(row, 1.0 - (prices[t] / _values[k]), continuation[k][t + 1]);
                }
            }
        }
    }

    // Most intervals follow an hour of prices far below the value and teach little: fewer of them are drawn, each
    // counting for more.
    private bool IsCalm(double[] prices, int t, double value)
    {
        var bound = _calmBelow * value;
        return prices[t - 1] < bound && prices[t - 2] < bound && prices[t - 3] < bound && prices[t - 4] < bound;
    }

    private double Lively()
    {
        var (lively, all) = (0L, 0L);
        foreach (var prices in _past.Prices)
        {
            foreach (var value in _values)
            {
                for (var t = _first; t < _past.Length; t++)
                {
                    lively += IsCalm(prices, t, value) ? 0 : 1;
                    all++;
                }
            }
        }

        return (double)lively / all;
    }

    private void Keep(float[] row, double gain, double continuation)
    {
        row.CopyTo(_rows.AsSpan(Count * _width));
        _gains[Count] = gain;
        Advantages[Count] = gain + continuation;
        Count++;
    }

    private double[] Foreseen(double[] prices, double value)
    {
        var difference = new double[_past.Length + 1];
        for (var t = _past.Length - 1; t >= 0; t--)
        {
            difference[t] = Clip(1.0 - (prices[t] / value) + difference[t + 1]);
        }

        return difference;
    }

    private double Clip(double x) => x < 0.0 ? 0.0 : x > _startCost ? _startCost : x;
}
