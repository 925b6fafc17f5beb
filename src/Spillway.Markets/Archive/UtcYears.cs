using NodaTime;
using Spillway.Markets.Files;

namespace Spillway.Markets.Archive;

/// <summary>Cuts a column at the turns of the UTC year.</summary>
internal static class UtcYears
{
    public static IEnumerable<(int Year, SeriesColumn Part)> Split(SeriesColumn column)
    {
        var from = 0;
        while (from < column.StartsUnixSeconds.Length)
        {
            var year = Instant.FromUnixTimeSeconds(column.StartsUnixSeconds[from]).InUtc().Year;
            var end = Instant.FromUtc(year + 1, 1, 1, 0, 0).ToUnixTimeSeconds();
            var to = Array.BinarySearch(column.StartsUnixSeconds, end);
            to = to < 0 ? ~to : to;
            yield return (year, new(column.Key, column.StartsUnixSeconds[from..to], column.Values[from..to]));
            from = to;
        }
    }
}
