using NodaTime;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>What a site drew, pass after pass; each point holds until the next.</summary>
/// <remarks>Where no pass was made for more than a minute the last point holds on only if the next one is within a hundredth of it, and
/// at most a quarter of an hour: then nothing moved in between. Else that time is not covered.</remarks>
public sealed class PowerCurve
{
    private static readonly Duration _longest = Duration.FromMinutes(1);
    private static readonly Duration _longestStill = Duration.FromMinutes(15);
    private readonly List<CurvePoint> _points = [];

    /// <summary>The points, ascending.</summary>
    public IReadOnlyList<CurvePoint> Points => _points;

    /// <summary>Adds a point; one that lies before the last, after a clock was set back, is left out.</summary>
    public void Add(CurvePoint point)
    {
        if (_points.Count == 0 || point.At > _points[^1].At)
        {
            _points.Add(point);
        }
    }

    /// <summary>The point that holds at an instant.</summary>
    /// <returns>Null before the first, and where none came for a minute.</returns>
    public CurvePoint? At(Instant at)
    {
        var index = Last(at);
        return index >= 0 && at <= Held(index) ? _points[index] : null;
    }

    /// <summary>The points of a time, with the one that holds at its start.</summary>
    public IEnumerable<CurvePoint> Between(Instant from, Instant to)
    {
        for (var index = Math.Max(Last(from), 0); index < _points.Count && _points[index].At < to; index++)
        {
            yield return _points[index];
        }
    }

    /// <summary>The mean power over a time, and the share of it for which there are points.</summary>
    /// <returns>The mean is null where there are none.</returns>
    public (Megawatts? Mean, decimal Covered) Mean(Instant from, Instant to)
    {
        var (sum, covered) = (0m, 0m);
        var index = Math.Max(Last(from), 0);
        for (; index < _points.Count && _points[index].At < to; index++)
        {
            var until = Instant.Min(Held(index), to);
            var ticks = (until - Instant.Max(_points[index].At, from)).BclCompatibleTicks;
            if (ticks > 0)
            {
                sum += _points[index].Power.Value * ticks;
                covered += ticks;
            }
        }

        var whole = (decimal)(to - from).BclCompatibleTicks;
        return covered == 0m || whole <= 0m ? (null, 0m) : (new Megawatts(sum / covered), covered / whole);
    }

    // Until when a point holds.
    private Instant Held(int index)
    {
        const decimal Same = 0.01m;
        var point = _points[index];
        if (index + 1 == _points.Count)
        {
            return point.At + _longest;
        }

        var next = _points[index + 1];
        var isStill = Math.Abs((next.Power - point.Power).Value) <= Same * Math.Max(next.Power.Value, point.Power.Value);
        return Instant.Min(next.At, point.At + (isStill ? _longestStill : _longest));
    }

    // The last point at an instant or before; -1 where there is none.
    private int Last(Instant at)
    {
        var (low, high) = (0, _points.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _points[middle].At <= at ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
