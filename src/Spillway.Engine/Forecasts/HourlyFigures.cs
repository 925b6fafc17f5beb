namespace Spillway.Engine.Forecasts;

/// <summary>One published series by the hour, with the time each hour was known; grows, and is seen only as of a time.</summary>
internal sealed class HourlyFigures
{
    private const long SecondsPerHour = 3600;
    private long _first;
    private readonly List<double> _values = [];
    private readonly List<long> _knownAt = [];

    /// <summary>The earliest hour it holds, counted from 1970; null where it holds none.</summary>
    public long? First => _values.Count == 0 ? null : _first;

    /// <summary>The hour of a time, counted from 1970.</summary>
    public static long HourOf(long unixSeconds) => unixSeconds / SecondsPerHour;

    /// <summary>What is known of an hour.</summary>
    /// <param name="hour">Counted from 1970.</param>
    /// <param name="now">Seconds since 1970; what became known later is not seen.</param>
    /// <returns>The figure; NaN where none is known.</returns>
    public double At(long hour, long now)
    {
        var index = hour - _first;
        return index < 0 || index >= _values.Count || _knownAt[(int)index] > now ? double.NaN : _values[(int)index];
    }

    /// <summary>Adds an hour, if it may be added without changing one that is there.</summary>
    /// <returns>False where the hour is known already with another figure.</returns>
    public bool TryAdd(long hour, long knownAt, double value)
    {
        if (_values.Count == 0)
        {
            _first = hour;
        }

        for (; hour < _first; _first--)
        {
            _values.Insert(0, double.NaN);
            _knownAt.Insert(0, long.MaxValue);
        }

        while (hour - _first >= _values.Count)
        {
            _values.Add(double.NaN);
            _knownAt.Add(long.MaxValue);
        }

        var index = (int)(hour - _first);
        if (_knownAt[index] != long.MaxValue)
        {
            return _values[index].Equals(value);
        }

        _values[index] = value;
        _knownAt[index] = knownAt;
        return true;
    }
}
