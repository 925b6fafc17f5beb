using System.Collections.Immutable;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Markets.Metering;

namespace Spillway.App.Statements;

/// <summary>Which meter measures the site and which are sub-meters.</summary>
/// <param name="Site">The site's meter.</param>
/// <param name="Readings">Its readings, one place an interval.</param>
/// <param name="SubMeters">The other meters, known or not.</param>
/// <param name="Notes">What a reader must know of them.</param>
internal sealed record MeterRoles(
    string Site,
    ImmutableArray<MeterReading?> Readings,
    ImmutableSortedDictionary<string, ImmutableArray<MeterReading?>> SubMeters,
    ImmutableArray<Wording> Notes)
{
    /// <summary>The name that means the site's meter where the site file has no meters.</summary>
    private const string Whole = "site";

    /// <summary>The name of the site's meter in a desk's journal.</summary>
    /// <param name="site">The site.</param>
    public static string Declared(SiteDefinition site) =>
        site.Installation?.Meters.FirstOrDefault(meter => meter.IsSite)?.Id ?? Whole;

    /// <summary>Tells them apart.</summary>
    /// <param name="site">The site.</param>
    /// <param name="siteFile">Its file, for messages.</param>
    /// <param name="readings">All readings.</param>
    /// <exception cref="RefusedException">Nothing tells which meter is the site's.</exception>
    public static MeterRoles Of(SiteDefinition site, string siteFile, MeterReadings readings)
    {
        var (main, note) = SiteMeter(site, siteFile, readings);
        var others = readings.Meters.Remove(main);
        ImmutableArray<Wording> notes = note is null ? [] : [note];
        return new(main, readings.Meters[main], others, [.. notes, .. others.Where(other => !IsKnown(site, other.Key)).Select(Unknown)]);
    }

    /// <summary>The same without the first intervals.</summary>
    /// <param name="index">The first interval that is kept.</param>
    public MeterRoles From(int index) => index == 0 ? this : this with
    {
        Readings = Readings[index..],
        SubMeters = SubMeters.ToImmutableSortedDictionary(meter => meter.Key, meter => meter.Value[index..], StringComparer.Ordinal),
    };

    private static (string Meter, Wording? Note) SiteMeter(SiteDefinition site, string siteFile, MeterReadings readings)
    {
        var there = readings.Meters;
        var declared = site.Installation?.Meters.FirstOrDefault(meter => meter.IsSite)?.Id;
        if (declared is not null && there.ContainsKey(declared))
        {
            return (declared, null);
        }

        var only = there.Count == 1 ? there.Keys.First() : null;
        if (only is not null && !(declared is not null && IsKnown(site, only)))
        {
            return (only, declared is null ? null : (Wording)$"Meter '{only}' is taken for the site's meter, which the site file calls '{declared}': it is the only one in the meter files.");
        }

        var named = new[] { site.Site.Id.Text, Whole }.FirstOrDefault(there.ContainsKey);
        if (declared is null && named is not null && site.Site.Loads.All(load => load.Id.Text != named))
        {
            return (named, null);
        }

        if (there.IsEmpty)
        {
            throw new RefusedException(MeterFileErrors.NoSiteMeter, declared is null
                ? (Wording)$"{siteFile} names no meter with role: site, and no meter file is given: nothing says what was metered."
                : $"{siteFile} calls the site's meter '{declared}', and no meter file is given: nothing says what was metered.");
        }

        var list = string.Join(", ", there.Keys);
        throw new RefusedException(MeterFileErrors.NoSiteMeter, declared is null
            ? (Wording)$"{siteFile} names no meter with role: site, and the meter files hold {there.Count}: {list}."
            : $"{siteFile} calls the site's meter '{declared}', and the meter files hold only {list}.");
    }

    private static bool IsKnown(SiteDefinition site, string meter) =>
        site.Site.Loads.Any(load => load.Id.Text == meter)
        || (site.Installation?.Meters.Any(one => one.Id == meter) ?? false)
        || site.Site.Contracts.OfType<HostingContract>().Any(hosting => hosting.Customers.Any(customer => customer.Meter == meter));

    private static Wording Unknown(KeyValuePair<string, ImmutableArray<MeterReading?>> meter)
    {
        var energy = meter.Value.Sum(reading => reading?.Energy.Value ?? 0m);
        return $"Meter '{meter.Key}' is unknown: neither a meter of the site file nor a load group nor a customer's. Its {energy} MWh count only in the sum of the sub-meters.";
    }
}
