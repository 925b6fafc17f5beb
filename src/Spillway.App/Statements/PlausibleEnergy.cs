using System.Collections.Immutable;
using NodaTime.Text;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Markets.Metering;
using Spillway.Units;

namespace Spillway.App.Statements;

/// <summary>Refuses readings that the site cannot have drawn: a register's count after a reset, or another unit; names those that it
/// may not draw.</summary>
internal static class PlausibleEnergy
{
    // A site may overshoot its limit for an interval; twice the limit it cannot draw.
    private const decimal MostOfLimit = 2m;
    private const decimal KilowattHours = 1000m;

    // The limit over five minutes has digits without end, and a register counts whole watt-hours.
    private const decimal RegisterStep = 0.000001m;
    private const decimal MinutesPerHour = 60m;

    // Above it the rest is counted: a limit that is written too low would make a note of every interval.
    private const int MostNamed = 10;

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

    /// <summary>Names the readings between the import limit and what is refused: they are counted as they stand.</summary>
    /// <returns>A sentence each for at most ten, by meter and time, the site's meter first; then one for the others.</returns>
    public static IEnumerable<Wording> Notes(SiteDefinition site, MeterRoles roles, Slot slot)
    {
        var limit = site.Site.Limits.Import;
        var most = SlotEnergy.Of(limit, slot).Value + RegisterStep;
        var above = roles.SubMeters.Values.Prepend(roles.Readings)
            .SelectMany(readings => readings)
            .OfType<MeterReading>()
            .Where(reading => reading.Quality != ReadingQuality.Missing && reading.Energy.Value > most)
            .ToList();
        foreach (var (id, energy, _) in above.Take(MostNamed))
        {
            yield return $"Meter '{id.Meter}' counted {energy} MWh from {InstantPattern.General.Format(id.Start)} on, which means {Power(energy, slot):0.###} MW where the import limit is {limit} MW: it is counted as it stands. Check the meter, or the limit in the site file.";
        }

        if (above.Count > MostNamed)
        {
            var largest = above.Skip(MostNamed).MaxBy(reading => reading.Energy.Value);
            yield return $"{above.Count - MostNamed:N0} more readings mean more than the import limit of {limit} MW, at most {Power(largest.Energy, slot):0.###} MW from {InstantPattern.General.Format(largest.Id.Start)} on: they are counted as they stand.";
        }
    }

    private static decimal Power(MegawattHours energy, Slot slot) => energy.Value * MinutesPerHour / slot.Minutes.Value;

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
