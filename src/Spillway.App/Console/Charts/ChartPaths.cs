using System.Globalization;
using System.Text;

namespace Spillway.App.Console.Charts;

/// <summary>The paths of a chart in a box of a thousand by a thousand that the browser stretches.</summary>
public static class ChartPaths
{
    /// <summary>The width and the height of the box.</summary>
    public const double Box = 1000.0;

    /// <summary>A line in steps: each figure holds from its start for its length; where one ends and the next begins later there is a gap.</summary>
    /// <param name="points">From, to and figure, in order; from and to as shares of the width.</param>
    /// <param name="scale">The vertical scale.</param>
    /// <returns>The path; empty where there is no point.</returns>
    public static string Steps(IEnumerable<(double From, double To, double Figure)> points, ChartScale scale)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(scale);
        var path = new StringBuilder();
        var at = double.NaN;
        foreach (var (from, to, figure) in points)
        {
            var y = At(scale.FromTop(figure));
            var isJoined = Math.Abs(from - at) < 1e-9;
            path.Append(CultureInfo.InvariantCulture, $"{(isJoined ? 'L' : 'M')}{At(from)} {y}L{At(to)} {y}");
            at = to;
        }

        return path.ToString();
    }

    /// <summary>The area between two lines in steps.</summary>
    /// <param name="points">From, to, the upper and the lower figure, in order and without gaps.</param>
    /// <param name="scale">The vertical scale.</param>
    /// <returns>The closed path; empty where there is no point.</returns>
    public static string Band(IReadOnlyList<(double From, double To, double Upper, double Lower)> points, ChartScale scale)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(scale);
        if (points.Count == 0)
        {
            return "";
        }

        var path = new StringBuilder();
        foreach (var (from, to, upper, _) in points)
        {
            var y = At(scale.FromTop(upper));
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{At(from)} {y}L{At(to)} {y}");
        }

        foreach (var (from, to, _, lower) in points.Reverse())
        {
            var y = At(scale.FromTop(lower));
            path.Append(CultureInfo.InvariantCulture, $"L{At(to)} {y}L{At(from)} {y}");
        }

        return path.Append('Z').ToString();
    }

    private static string At(double share) => (share * Box).ToString("0.#", CultureInfo.InvariantCulture);
}
