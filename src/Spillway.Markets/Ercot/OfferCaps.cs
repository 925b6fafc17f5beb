using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Markets.Ercot;

/// <summary>ERCOT's system-wide offer cap as it was set from time to time, USD per MWh.</summary>
/// <remarks>An offer cap is not a price cap: congestion and adders carry prices past it. A price above it is counted,
/// never refused.</remarks>
internal static class OfferCaps
{
    private static readonly ImmutableArray<(LocalDate From, int Cap)> _ercot =
    [
        (new(2010, 12, 1), 2250),
        (new(2011, 2, 1), 3000),
        (new(2012, 8, 1), 4500),
        (new(2013, 6, 1), 5000),
        (new(2014, 6, 1), 7000),
        (new(2015, 6, 1), 9000),
        (new(2022, 1, 1), 5000),
    ];

    /// <summary>The stretches with one cap, as UTC seconds; empty where no cap of the series is known.</summary>
    public static IEnumerable<(long From, long To, int Cap)> Of(SeriesKey key)
    {
        if (key.Market != "ercot" || key.Product is not (Product.RealTimePrice or Product.DayAheadPrice))
        {
            yield break;
        }

        var zone = DateTimeZoneProviders.Tzdb["America/Chicago"];
        for (var index = 0; index < _ercot.Length; index++)
        {
            var to = index + 1 < _ercot.Length ? Start(zone, _ercot[index + 1].From) : long.MaxValue;
            yield return (Start(zone, _ercot[index].From), to, _ercot[index].Cap);
        }
    }

    private static long Start(DateTimeZone zone, LocalDate day) => zone.AtStartOfDay(day).ToInstant().ToUnixTimeSeconds();
}
