using System.Collections.Immutable;
using NodaTime.Text;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Markets.Metering;

namespace Spillway.App.Statements;

/// <summary>Refuses readings that the site cannot have drawn: a register's count after a reset, or another unit.</summary>
internal static class PlausibleEnergy
{
    // A site may overshoot its limit for an interval; twice the limit it cannot draw.
    private const decimal MostOfLimit = 2m;
    private const decimal KilowattHours = 1000m;

    /// <summary>Checks every reading against the import limit.</summary>
    /// <exception cref="RefusedException">The first that is too large, by file and row.</exception>
    public static void Check(SiteDefinition site, MeterRoles roles, Slot slot, SourceList sources)
    {
        var limit = SlotEnergy.Of(site.Site.Limits.Import, slot).Value;
        Check(roles.Readings, limit, sources);
        foreach (var readings in roles.SubMeters.Values)
        {
            Check(readings, limit, sources);
        }
    }

    private static void Check(ImmutableArray<MeterReading?> readings, decimal limit, SourceList sources)
    {
        foreach (var one in readings)
        {
            if (one is { } reading && reading.Energy.Value > limit * MostOfLimit)
            {
                var hint = reading.Energy.Value / KilowattHours <= limit ? "; as kWh it would fit" : "";
                throw new RefusedException(MeterFileErrors.Implausible, $"{sources.Shown(reading.Id.Source)}, line {reading.Id.Row}: meter '{reading.Id.Meter}' counted {reading.Energy} MWh from {InstantPattern.General.Format(reading.Id.Start)} on, and at its import limit the site draws {limit:0.######} MWh in an interval{hint}.");
            }
        }
    }
}
