using NodaTime;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Files;

namespace Spillway.Markets.Archive;

/// <summary>Counts the prices of a file that are above the cap of their day: they are published so, and taken so.</summary>
public static class AboveCap
{
    /// <summary>Counts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="rules">A market's rules by its name; null for a market that has none.</param>
    /// <returns>One finding, or none.</returns>
    public static IEnumerable<Finding> Findings(MarketFile file, Func<string, MarketRules?> rules)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(rules);
        var count = 0;
        (SeriesColumn Column, int Row, decimal Cap, string Currency)? largest = null;
        foreach (var column in file.Columns)
        {
            var ofMarket = rules(column.Key.Market);
            foreach (var (from, to, cap) in PriceCaps.Of(column.Key, ofMarket))
            {
                for (var row = First(column, from); cap is { } limit && row < column.StartsUnixSeconds.Length && column.StartsUnixSeconds[row] < to; row++)
                {
                    if (column.Values[row] > limit)
                    {
                        count++;
                        largest = largest is { } so && so.Column.Values[so.Row] >= column.Values[row] ? so : (column, row, limit, ofMarket!.Currency);
                    }
                }
            }
        }

        return largest is not var (most, at, over, currency) ? [] : [new("above-cap", count, $"{count} prices are above the offer cap of their day and were taken as they are; the largest is {most.Values[at]} {currency}/MWh at {most.Key.Point}, {Instant.FromUnixTimeSeconds(most.StartsUnixSeconds[at])}, over a cap of {over} {currency}/MWh.")];
    }

    private static int First(SeriesColumn column, long from)
    {
        var at = Array.BinarySearch(column.StartsUnixSeconds, from);
        return at < 0 ? ~at : at;
    }
}
