using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Markets.Metering;

namespace Spillway.App.Obligations;

/// <summary>What the site's meter counted, as the mean power of each interval.</summary>
/// <param name="Readings">The readings, ascending; missing ones are left out.</param>
/// <param name="Interval">The length of every interval.</param>
/// <param name="Notes">What a reader must know of them.</param>
internal sealed record MeteredLoads(ImmutableArray<LoadReading> Readings, Duration Interval, ImmutableArray<string> Notes)
{
    /// <summary>Reads meter files.</summary>
    /// <param name="site">The site.</param>
    /// <param name="siteFile">Its file, for messages.</param>
    /// <param name="paths">The meter files.</param>
    /// <param name="interval">The length of every interval.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>The readings of the site's meter.</returns>
    /// <exception cref="Engine.RefusedException">A file is refused, or its readings do not fit.</exception>
    public static MeteredLoads Read(SiteDefinition site, string siteFile, IEnumerable<string> paths, Duration interval, CancellationToken cancellation)
    {
        var files = paths.Select(path => MeterFileReader.Read(path, cancellation)).ToList();
        var starts = files.SelectMany(static file => file.Meters).SelectMany(static meter => meter.StartsUnixSeconds).ToList();
        var step = (long)interval.TotalSeconds;
        var first = starts.Min() / step * step;
        var count = checked((int)((starts.Max() - first) / step) + 1);
        var readings = MeterGrid.Of(files, 0, new Slot(Instant.FromUnixTimeSeconds(first), interval), count);
        var roles = MeterRoles.Of(site, siteFile, readings);
        var hours = (decimal)interval.TotalHours;
        return new(
            [.. roles.Readings.OfType<MeterReading>().Where(static one => one.Quality != ReadingQuality.Missing)
                .Select(one => new LoadReading(one.Id.Start, new(one.Energy.Value / hours)))],
            interval,
            [.. readings.Findings.Select(static finding => finding.Detail.ToString()), .. roles.Notes.Select(static note => note.ToString())]);
    }
}
