using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Console.Charts;

namespace Spillway.App.Console.Fleet;

/// <summary>One figure of a machine over its last polls, laid out: each holds until the next one.</summary>
/// <param name="Scale">The vertical scale.</param>
/// <param name="Path">The line.</param>
public sealed record SeriesFigure(ChartScale Scale, string Path)
{
    /// <summary>Lays a figure out.</summary>
    /// <param name="samples">When and how much, in order; what was not said is left out.</param>
    /// <returns>Null where fewer than two polls say it: that is no line.</returns>
    public static SeriesFigure? Of(IEnumerable<(Instant At, decimal? Figure)> samples)
    {
        ImmutableArray<(Instant At, double Figure)> said = [.. samples.Where(static one => one.Figure is not null).Select(static one => (one.At, (double)one.Figure!.Value))];
        if (said.Length < 2 || said[^1].At <= said[0].At)
        {
            return null;
        }

        var scale = ChartScale.Of(said.Select(static one => one.Figure));
        var whole = said[^1].At - said[0].At;
        return new(scale, ChartPaths.Steps(said.Zip(said.Skip(1), (one, next) => ((one.At - said[0].At) / whole, (next.At - said[0].At) / whole, one.Figure)), scale));
    }
}
