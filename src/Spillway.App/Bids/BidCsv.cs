using System.Globalization;
using Spillway.App.Backtests;

namespace Spillway.App.Bids;

/// <summary>A bid curve as CSV: one row a step, from the highest price down.</summary>
public static class BidCsv
{
    /// <summary>Writes the curve.</summary>
    /// <param name="bid">The curve.</param>
    /// <param name="output">Where to.</param>
    public static void Write(SiteBid bid, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(bid);
        ArgumentNullException.ThrowIfNull(output);
        output.Write($"price_{bid.Site.Currency.ToLowerInvariant()}_per_mwh,from_mw,to_mw,group,from_mode,to_mode,machines\n");
        foreach (var step in bid.Offers)
        {
            var modes = bid.Group(step.Group).Modes;
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{Number(step.Price.Value)},{Number(step.Below.Value)},{Number(step.UpTo.Value)},{step.Group},{modes[step.FromModeIndex].Name},{modes[step.ToModeIndex].Name},{step.Machines}\n"));
        }
    }

    private static string Number(decimal value) => BacktestJson.Number(value).ToString(CultureInfo.InvariantCulture);
}
