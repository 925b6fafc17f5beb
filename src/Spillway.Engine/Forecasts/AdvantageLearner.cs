namespace Spillway.Engine.Forecasts;

/// <summary>Learns, from past prices alone, how much better running the coming interval is than not running it.</summary>
/// <remarks>With a start cost c, the gain D of being on rather than off before an interval is clip(x, 0, c), where
/// x = 1 − price ÷ value + D of the next interval, in either state. So one number x decides both: stay on while x is
/// above zero, start when x is above c. The first learning takes D from perfect foresight, every later one from what
/// the model before it would have reached.</remarks>
public sealed class AdvantageLearner
{
    private readonly PastPrices _past;
    private readonly AdvantageSettings _settings;
    private readonly int _first;
    private float[] _rows = [];
    private float[] _nextRows = [];
    private double[] _gains = [];
    private double[] _targets = [];
    private int _count;

    private AdvantageLearner(PastPrices past, AdvantageSettings settings)
    {
        _past = past;
        _settings = settings;
        _first = settings.WarmDays * past.SlotsPerDay;
    }

    /// <summary>Learns one model for every point and value from a history.</summary>
    /// <param name="past">The known prices.</param>
    /// <param name="settings">How the advantage is learned.</param>
    /// <returns>The model; null where the history is too short to learn from.</returns>
    public static BoostModel? Learn(PastPrices past, AdvantageSettings settings)
    {
        ArgumentNullException.ThrowIfNull(past);
        ArgumentNullException.ThrowIfNull(settings);
        Invariant.Holds(settings.WarmDays >= 1 && settings.StartCost >= 0.0);
        var learner = new AdvantageLearner(past, settings);
        return past.Length - learner._first < settings.LeastDays * past.SlotsPerDay ? null : learner.Run();
    }

    private BoostModel Run()
    {
        Draw();
        var bins = new FeatureBins(_rows, PriceFeatures.Width);
        _rows = [];
        var model = BoostLearner.Learn(bins, _targets, _settings.Boost);
        for (var round = 0; round < _settings.Rounds; round++)
        {
            for (var i = 0; i < _count; i++)
            {
                var next = model.Predict(_nextRows.AsSpan(i * PriceFeatures.Width, PriceFeatures.Width));
                _targets[i] = Bounded(_gains[i] + Clip(next));
            }

            model = BoostLearner.Learn(bins, _targets, _settings.Boost);
        }

        return model;
    }

    private double Clip(double x) => x < 0.0 ? 0.0 : x > _settings.StartCost ? _settings.StartCost : x;

    private double Bounded(double x)
    {
        var bound = _settings.StartCost + _settings.Reach;
        return x < -bound ? -bound : x > bound ? bound : x;
    }

    private void Draw()
    {
        var known = _past.Length - _first;
        var years = known / (365.0 * _past.SlotsPerDay);
        var wanted = Math.Min(_settings.RowsAtMost, _settings.RowsPerYear * years);
        var all = (double)known * _past.Prices.Length * _settings.Values.Length;
        var share = (ulong)(Math.Min(1.0, wanted / all) * 4294967296.0);
        var room = (int)Math.Min(all, (wanted * 1.05) + 1000.0);
        _rows = new float[room * PriceFeatures.Width];
        _nextRows = new float[room * PriceFeatures.Width];
        _gains = new double[room];
        _targets = new double[room];
        for (var point = 0; point < _past.Prices.Length; point++)
        {
            DrawPoint(point, share, room, new SeededSequence(_settings.Boost.Seed + (ulong)point + 1));
        }

        Array.Resize(ref _rows, _count * PriceFeatures.Width);
    }

    private void DrawPoint(int point, ulong share, int room, SeededSequence random)
    {
        var prices = _past.Prices[point];
        var continuation = new double[_settings.Values.Length][];
        var open = new int[_settings.Values.Length];
        for (var k = 0; k < open.Length; k++)
        {
            continuation[k] = Foreseen(prices, _settings.Values[k]);
            open[k] = -1;
        }

        var row = new float[PriceFeatures.Width];
        for (var t = _first; t < _past.Length; t++)
        {
            for (var k = 0; k < open.Length; k++)
            {
                var chosen = (random.Next() >> 32) < share && t < _past.Length - 1 && _count < room;
                if (!chosen && open[k] < 0)
                {
                    continue;
                }

                var value = _settings.Values[k];
                PriceFeatures.Fill(
                    prices.AsSpan(0, t), _past.CrossBefore(point, t), value, _past.Calendar[t], _past.SlotsPerDay, row);
                if (open[k] >= 0)
                {
                    row.CopyTo(_nextRows.AsSpan(open[k] * PriceFeatures.Width));
                }

                open[k] = -1;
                if (chosen)
                {
                    open[k] = _count;
                    Keep(row, 1.0 - (prices[t] / value), continuation[k][t + 1]);
                }
            }
        }
    }

    private void Keep(float[] row, double gain, double continuation)
    {
        row.CopyTo(_rows.AsSpan(_count * PriceFeatures.Width));
        _gains[_count] = gain;
        _targets[_count] = Bounded(gain + continuation);
        _count++;
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
}
