using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Sites;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Contracts;
using Spillway.Markets.Metering;

namespace Spillway.App.Statements;

/// <summary>Readings of before the range: what ratchets and the peaks of the year before are read from.</summary>
internal static class LookBack
{
    // A charge of December stands on peaks from June of the year before; a ratchet looks back eleven months.
    private static readonly Duration _most = Duration.FromDays(2 * 366);

    /// <summary>How many intervals before the range are wanted and have readings.</summary>
    public static int Intervals(SiteDefinition site, ImmutableArray<MeterFile> meters, Slot first)
    {
        if (!site.Site.Contracts.Any(contract => contract is CoincidentPeakCharge or DeliveryTariff))
        {
            return 0;
        }

        var from = first.Start.ToUnixTimeSeconds();
        var earliest = meters.SelectMany(file => file.Meters).SelectMany(meter => meter.StartsUnixSeconds).Append(from).Min();
        var seconds = Math.Min(from - earliest, (long)_most.TotalSeconds);
        return (int)(seconds / (long)first.Length.TotalSeconds);
    }

    /// <summary>The intervals of those readings, without prices: they get no line.</summary>
    public static ImmutableArray<MeteredInterval> Of(DateTimeZone zone, Slot first, ImmutableArray<MeterReading?> readings)
    {
        var intervals = ImmutableArray.CreateBuilder<MeteredInterval>(readings.Length);
        for (var index = 0; index < readings.Length; index++)
        {
            var start = first.Start - (first.Length * (readings.Length - index));
            intervals.Add(new(first with { Start = start }, start.InZone(zone).Date, readings[index], null, null, null));
        }

        return intervals.MoveToImmutable();
    }
}
