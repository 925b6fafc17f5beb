using System.Globalization;
using NodaTime;
using Spillway.Markets.Files;

namespace Spillway.Markets.Ercot;

/// <summary>Counts the prices of a file that are above the offer cap of their day: they are published so, and taken so.</summary>
internal static class AboveCap
{
    public static IEnumerable<Finding> Findings(MarketFile file)
    {
        var count = 0;
        (SeriesKey Key, long Start, decimal Price, int Cap)? largest = null;
        foreach (var column in file.Columns)
        {
            foreach (var (from, to, cap) in OfferCaps.Of(column.Key))
            {
                decimal limit = cap;
                for (var row = First(column, from); row < column.StartsUnixSeconds.Length && column.StartsUnixSeconds[row] < to; row++)
                {
                    if (column.Values[row] > limit)
                    {
                        count++;
                        largest = largest is { } so && so.Price >= column.Values[row]
                            ? so : (column.Key, column.StartsUnixSeconds[row], column.Values[row], cap);
                    }
                }
            }
        }

        return largest is not { } most ? [] : [new("above-cap", count, string.Create(
            CultureInfo.InvariantCulture,
            $"{count} prices are above the offer cap of their day and were taken as they are; the largest is {most.Price} USD/MWh at {most.Key.Point}, {Instant.FromUnixTimeSeconds(most.Start)}, over a cap of {most.Cap} USD/MWh."))];
    }

    private static int First(SeriesColumn column, long from)
    {
        var at = Array.BinarySearch(column.StartsUnixSeconds, from);
        return at < 0 ? ~at : at;
    }
}
