using NodaTime;
using Spillway.Markets.Synthetic;

namespace Spillway.Markets.Archive;

/// <summary>Where a market's local days and years turn.</summary>
public static class MarketZones
{
    /// <summary>A market's time zone.</summary>
    /// <param name="market">Such as <c>ercot</c>.</param>
    /// <returns>Its IANA zone; UTC for a market that is not known.</returns>
    public static DateTimeZone Of(string market) => market switch
    {
        "ercot" or SyntheticYear.Market => DateTimeZoneProviders.Tzdb["America/Chicago"],
        "caiso" => DateTimeZoneProviders.Tzdb["America/Los_Angeles"],
        _ => DateTimeZone.Utc,
    };
}
