using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Sites;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Contracts;
using Spillway.Markets.Metering;
using Spillway.Units;

namespace Spillway.App.Statements;

/// <summary>The site meter's readings before a range, where a contract looks back: last year's peaks and a tariff's ratchet.</summary>
internal static class EarlierReadings
{
    // The peaks of the year before the charge lie at most two years before the end of a range; a little more costs nothing.
    private static readonly Duration _reach = Duration.FromDays(750);

    /// <summary>Takes them from the meter files.</summary>
    /// <param name="site">The site.</param>
    /// <param name="meters">The meter files.</param>
    /// <param name="firstMeter">The index of the first of them in the statement's list of sources.</param>
    /// <param name="siteMeter">The site's meter.</param>
    /// <param name="range">The first interval of the range.</param>
    /// <returns>The intervals with a reading, ascending; none where no contract looks back.</returns>
    public static ImmutableArray<MeteredInterval> Of(
        SiteDefinition site, ImmutableArray<MeterFile> meters, int firstMeter, string siteMeter, Slot range)
    {
        var columns = meters.SelectMany(file => file.Meters).Where(meter => meter.Meter == siteMeter && meter.StartsUnixSeconds.Count > 0).ToList();
        if (!site.Site.Contracts.Any(LooksBack) || columns.Count == 0)
        {
            return [];
        }

        var begins = Instant.Max(Instant.FromUnixTimeSeconds(columns.Min(meter => meter.StartsUnixSeconds.Min())), range.Start - _reach);
        var count = (int)((range.Start - begins).BclCompatibleTicks / range.Length.BclCompatibleTicks);
        if (count <= 0)
        {
            return [];
        }

        var first = new Slot(range.Start - (range.Length * count), range.Length);
        var readings = MeterGrid.Of(meters, firstMeter, first, count).Meters[siteMeter];
        return
        [
            .. readings
                .Where(reading => reading is { Quality: not ReadingQuality.Missing })
                .Select(reading => reading!.Value)
                .Select(reading => new MeteredInterval(
                    new(reading.Id.Start, range.Length), reading.Id.Start.InZone(site.TimeZone).Date, reading, null, null, null)),
        ];
    }

    private static bool LooksBack(IContract contract) =>
        contract is CoincidentPeakCharge || (contract is DeliveryTariff tariff && tariff.Ratchet > Ratio.Zero);
}
