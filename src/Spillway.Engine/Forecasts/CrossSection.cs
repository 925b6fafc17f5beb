using System.Collections.Immutable;

namespace Spillway.Engine.Forecasts;

/// <summary>How the prices of all points stood in one interval.</summary>
/// <param name="Mean">Their mean, currency per MWh.</param>
/// <param name="High">The highest.</param>
/// <param name="Low">The lowest.</param>
public readonly record struct CrossSection(double Mean, double High, double Low)
{
    /// <summary>The cross-section of one interval.</summary>
    /// <param name="peers">The prices of all points; NaN where there is none.</param>
    /// <param name="own">The price that stands in for a missing one.</param>
    /// <returns>Mean, highest and lowest.</returns>
    public static CrossSection Of(ImmutableArray<double> peers, double own)
    {
        var sum = 0.0;
        var high = own;
        var low = own;
        foreach (var peer in peers)
        {
            var price = double.IsNaN(peer) ? own : peer;
            sum += price;
            high = price > high ? price : high;
            low = price < low ? price : low;
        }

        return new(peers.IsEmpty ? own : sum / peers.Length, high, low);
    }
}
