using System.Globalization;
using System.Text;
using NodaTime;
using Spillway.App.Console.Charts;

namespace Spillway.App.Console.Events;

/// <summary>A line of power over time as a drawing of a fixed size, with the level that was ordered.</summary>
/// <param name="Line">The path of the power.</param>
/// <param name="LevelY">Where the level lies; null where there is none. Unit: pixels from the top.</param>
/// <param name="OrderX">Where the order came. Unit: pixels from the left.</param>
/// <param name="DeadlineX">Where its deadline lies; null where it is outside.</param>
/// <param name="Scale">The upright axis. Unit: MW.</param>
/// <param name="From">When the line begins.</param>
/// <param name="Until">When it ends; after <paramref name="From"/>.</param>
public sealed record PowerLine(string Line, double? LevelY, double? OrderX, double? DeadlineX, ChartScale Scale, Instant From, Instant Until)
{
    /// <summary>The drawing's width. Unit: pixels.</summary>
    public const int Width = 720;

    /// <summary>The drawing's height. Unit: pixels.</summary>
    public const int Height = 200;

    // More points than pixels show nothing more.
    private const int MostPoints = 1_440;

    /// <summary>Draws a line.</summary>
    /// <param name="points">The power, in order of time.</param>
    /// <param name="level">The level that was ordered; null for none. Unit: MW.</param>
    /// <param name="order">When the order came.</param>
    /// <param name="deadline">Its deadline.</param>
    /// <returns>The drawing; null where there are fewer than two points.</returns>
    public static PowerLine? Of(IReadOnlyList<(Instant At, decimal Megawatts)> points, decimal? level, Instant order, Instant deadline)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count < 2 || points[^1].At <= points[0].At)
        {
            return null;
        }

        var (from, until) = (points[0].At, points[^1].At);
        var scale = ChartScale.Of([.. points.Select(static point => (double)point.Megawatts), (double)(level ?? 0m)]);
        var path = new StringBuilder();
        foreach (var (at, power) in Thinned(points))
        {
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{X(at):0.#} {Y(power):0.#}");
        }

        return new(
            path.ToString(), level is { } wanted ? Y(wanted) : null, order >= from && order <= until ? X(order) : null, deadline >= from && deadline <= until ? X(deadline) : null,
            scale, from, until);

        double X(Instant at) => (at - from).TotalSeconds / (until - from).TotalSeconds * Width;

        double Y(decimal power) => scale.FromTop((double)power) * Height;
    }

    private static IEnumerable<(Instant At, decimal Megawatts)> Thinned(IReadOnlyList<(Instant At, decimal Megawatts)> points)
    {
        var every = Math.Max(1, (points.Count + MostPoints - 1) / MostPoints);
        return points.Where((_, index) => index % every == 0 || index == points.Count - 1);
    }
}
