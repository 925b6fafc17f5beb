using System.Collections.Immutable;

namespace Spillway.App.Reports.Charts;

/// <summary>Maps figures onto a chart's axis and chooses its ticks.</summary>
/// <param name="Low">The lowest figure on the axis.</param>
/// <param name="High">The highest; above <paramref name="Low"/>.</param>
/// <param name="Linear">Up to about this size the scale is even, beyond it each factor takes equal room; 0 means even
/// throughout.</param>
internal sealed record AxisScale(double Low, double High, double Linear)
{
    private const int TicksWanted = 5;
    private const double Room = 0.06;
    private const double LabelRoom = 0.15;

    /// <summary>An even scale that holds zero and every figure.</summary>
    public static AxisScale Even(IEnumerable<double> figures) => Holding(figures, 0.0);

    /// <summary>A scale on which spikes of a hundred times the usual price leave the usual price readable.</summary>
    public static AxisScale Compressed(IEnumerable<double> figures, double linear) => Holding(figures, linear);

    /// <summary>An even scale with a little room around every figure: zero need not be on it.</summary>
    public static AxisScale Around(IReadOnlyCollection<double> figures)
    {
        var (low, high) = (figures.Min(), figures.Max());
        var room = high > low ? (high - low) * Room : Math.Max(1.0, Math.Abs(high) / 10.0);
        return new(low - room, high + room, 0.0);
    }

    /// <summary>Where a figure stands: 0 at the low end, 1 at the high end.</summary>
    public double Share(double figure) => (Warp(Math.Clamp(figure, Low, High)) - Warp(Low)) / (Warp(High) - Warp(Low));

    /// <summary>Round figures to mark, ascending.</summary>
    public ImmutableArray<double> Ticks()
    {
        if (Linear > 0.0)
        {
            return [.. Spaced(-1.0).Reverse(), 0.0, .. Spaced(1.0)];
        }

        var step = Step((High - Low) / TicksWanted);
        var first = Math.Ceiling(Low / step);
        return [.. Enumerable.Range(0, (int)(Math.Floor(High / step) - first) + 1).Select(index => (first + index) * step)];
    }

    private static AxisScale Holding(IEnumerable<double> figures, double linear)
    {
        var (low, high) = figures.Aggregate((Low: 0.0, High: 0.0), (ends, next) => (Math.Min(ends.Low, next), Math.Max(ends.High, next)));
        return new(low, high > low ? high : low + 1.0, linear);
    }

    // 1, 2 or 5 times a power of ten.
    private static double Step(double rough)
    {
        var power = Math.Pow(10.0, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 1.0 => 1.0, <= 2.0 => 2.0, <= 5.0 => 5.0, _ => 10.0 } * power;
    }

    // Round figures away from zero, each far enough from the one before for its label to have room.
    private IEnumerable<double> Spaced(double sign)
    {
        var last = 0.0;
        for (var size = Step(Linear / 4.0); size <= Math.Max(High, -Low); size = Step(size * 1.5))
        {
            var tick = sign * size;
            if (tick >= Low && tick <= High && Math.Abs(Share(tick) - Share(last)) >= LabelRoom)
            {
                yield return last = tick;
            }
        }
    }

    private double Warp(double figure) => Linear > 0.0 ? Math.Asinh(figure / Linear) : figure;
}
