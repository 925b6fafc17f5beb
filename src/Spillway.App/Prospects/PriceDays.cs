using NodaTime;
using Spillway.App.Api;

namespace Spillway.App.Prospects;

/// <summary>The days whose prices are shown.</summary>
internal static class PriceDays
{
    /// <summary>From the beginning of yesterday to the end of today, local.</summary>
    public static (Instant From, Instant To) Of(DeskView desk)
    {
        var today = Instant.FromDateTimeOffset(desk.Time.GetUtcNow()).InZone(desk.Site.TimeZone).Date;
        return (today.PlusDays(-1).AtStartOfDayInZone(desk.Site.TimeZone).ToInstant(), today.PlusDays(1).AtStartOfDayInZone(desk.Site.TimeZone).ToInstant());
    }
}
