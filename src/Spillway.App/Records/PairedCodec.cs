using System.Collections.Immutable;
using Spillway.Engine.Signals;

namespace Spillway.App.Records;

/// <summary>The prices of the other point of a site's pair that a desk knew before its first interval, as a part: a history of that one point.</summary>
internal static class PairedCodec
{
    public static byte[] Write(ImmutableArray<PairedPrice> prices)
    {
        var history = PriceHistory.Empty([prices[0].Point], 0);
        foreach (var price in prices)
        {
            history = history.With(new(price.Start, price.Price, [(double)price.Price.Value]));
        }

        return HistoryCodec.Write(history);
    }

    public static ImmutableArray<PairedPrice> Read(byte[] bytes)
    {
        var history = HistoryCodec.Read(bytes);
        return [.. Enumerable.Range(0, history.Count).Select(index => new PairedPrice(history.Points[0], history.Start(index), history.ExactPrice(index)))];
    }
}
