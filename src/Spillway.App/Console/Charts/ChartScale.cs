using System.Collections.Immutable;

namespace Spillway.App.Console.Charts;

/// <summary>The vertical scale of a chart: round numbers that hold all figures.</summary>
/// <param name="Low">The lowest line.</param>
/// <param name="High">The highest line; above <paramref name="Low"/>.</param>
/// <param name="Lines">The lines between them, ends included, ascending.</param>
public sealed record ChartScale(double Low, double High, ImmutableArray<double> Lines)
{
    private const int WantedLines = 5;
    private const double Little = 0.25;

    /// <summary>A scale for some figures.</summary>
    /// <param name="figures">The figures; zero is on the scale too.</param>
    public static ChartScale Of(IEnumerable<double> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var (low, high) = (0.0, 0.0);
        foreach (var figure in figures)
        {
            (low, high) = (Math.Min(low, figure), Math.Max(high, figure));
        }

        var step = Step(high - low);
        if (low < 0.0 && -low < step * Little && high > 0.0)
        {
            // A little below zero does not cost a whole step of room.
            var above = Math.Ceiling(high / step);
            return new(-step * Little, above * step, [.. Enumerable.Range(0, (int)above + 1).Select(index => index * step)]);
        }

        var (first, last) = (Math.Floor(low / step), Math.Ceiling(high / step));
        last = last == first ? first + 1.0 : last;
        return new(first * step, last * step, [.. Enumerable.Range(0, (int)(last - first) + 1).Select(index => (first + index) * step)]);
    }

    /// <summary>Where a figure lies, from the top: 0 to 1.</summary>
    /// <param name="figure">The figure.</param>
    public double FromTop(double figure) => Math.Clamp((High - figure) / (High - Low), 0.0, 1.0);

    // 1, 2 or 5 times a power of ten.
    private static double Step(double span)
    {
        if (span <= 0.0)
        {
            return 1.0;
        }

        var rough = span / WantedLines;
        var power = Math.Pow(10.0, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 1.0 => power, <= 2.0 => 2.0 * power, <= 5.0 => 5.0 * power, _ => 10.0 * power };
    }
}
