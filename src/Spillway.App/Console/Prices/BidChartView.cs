using System.Collections.Immutable;
using Spillway.App.Bids;
using Spillway.App.Console.Charts;

namespace Spillway.App.Console.Prices;

/// <summary>A demand curve laid out: MW from left to right, the price below which they run upwards.</summary>
/// <param name="Scale">The price scale.</param>
/// <param name="Path">The curve.</param>
/// <param name="Powers">Where MW stand: share of the width and MW.</param>
public sealed record BidChartView(ChartScale Scale, string Path, ImmutableArray<(double At, decimal Power)> Powers)
{
    private const int Marks = 4;

    /// <summary>Lays a curve out.</summary>
    /// <param name="bid">The curve.</param>
    public static BidChartView Of(SiteBid bid)
    {
        ArgumentNullException.ThrowIfNull(bid);
        var most = Math.Max((double)bid.Curve.Most.Value, 0.001);
        var scale = ChartScale.Of(bid.Curve.Steps.Select(static step => (double)step.Price.Value));
        var steps = bid.Curve.Steps.Select(step => ((double)step.Below.Value / most, (double)step.UpTo.Value / most, (double)step.Price.Value));
        return new(scale, ChartPaths.Steps(steps, scale), [.. Enumerable.Range(0, Marks + 1).Select(mark => ((double)mark / Marks, bid.Curve.Most.Value * mark / Marks))]);
    }
}
