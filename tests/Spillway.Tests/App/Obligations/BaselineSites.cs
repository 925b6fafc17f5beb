using NodaTime;
using Spillway.App.Obligations;
using Spillway.App.Sites;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Tests.App.Sites.Contracts;

namespace Spillway.Tests.App.Obligations;

/// <summary>A site of 100 MW in Texas whose programme may call on weekdays from 13:00 to 16:00 and pays 80 USD/MWh, unless said otherwise.</summary>
internal static class BaselineSites
{
    public static readonly DateTimeZone Texas = DateTimeZoneProviders.Tzdb["America/Chicago"];
    public static readonly Duration Quarter = Duration.FromMinutes(15);

    /// <summary>A Wednesday.</summary>
    public static readonly LocalDate Day = new(2024, 8, 21);

    public static SiteDefinition Site(string baseline, string periods = "    time_periods:\n      - {days: weekdays, from_hour: 13, to_hour: 16}\n") => SiteText.Read(Text(baseline, periods));

    public static string Text(string baseline, string periods = "") => $$"""
        site: metered
        time_zone: America/Chicago
        currency: USD
        market: {operator: ercot, settlement_point: LZ_WEST}
        interconnection: {import_limit_mw: 120}
        loads:
          - {id: hall, kind: miner, machines: 10000, power_w: 10000, value_usd_per_mwh: 107}
        contracts:
          - kind: emergency-response
            id: dr-1
            mw: 50
            price_usd_per_mw_h: 4

        """ + periods + string.Concat(baseline.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(static key => $"    {key}\n"));

    public static Interval At(int fromHour, int fromMinute, int toHour, int toMinute, LocalDate? day = null) => new(
        ((day ?? Day) + new LocalTime(fromHour, fromMinute)).InZoneLeniently(Texas).ToInstant(), ((day ?? Day) + new LocalTime(toHour, toMinute)).InZoneLeniently(Texas).ToInstant());

    /// <summary>A history in which the site drew 100 MW in every quarter hour from some days before on, until an instant.</summary>
    public static KnownLoads Known(Instant until, int days = 40, bool isRead = true, params LocalDate[] events)
    {
        var start = Texas.AtStartOfDay(until.InZone(Texas).Date.PlusDays(-days)).ToInstant();
        var count = (int)((until - start) / Quarter);
        return new(LoadHistory.Of(Enumerable.Range(0, count).Select(index => new LoadReading(start + (Quarter * index), new(100m))), Quarter, Texas), [.. events], isRead);
    }
}
