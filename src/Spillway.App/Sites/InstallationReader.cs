using System.Collections.Immutable;
using Spillway.Devices.Miners;
using Spillway.Devices.Wire.Meters;
using Spillway.Engine.Sites;

namespace Spillway.App.Sites;

/// <summary>Reads how a site's machines, breakers and meters are reached.</summary>
internal static class InstallationReader
{
    // The makers whose own firmware has a driver; every other machine says its driver itself.
    private static readonly Dictionary<string, string> _makers = new(StringComparer.Ordinal)
    {
        ["Bitmain"] = "antminer",
        ["MicroBT"] = "whatsminer",
        ["Canaan"] = "avalon",
        ["Bitdeer"] = "sealminer",
        ["Bitaxe"] = "axeos",
    };

    /// <summary>Reads the drivers and feeds of the loads.</summary>
    /// <param name="sections">The entries of <c>loads</c>, already read as groups.</param>
    /// <param name="groups">The groups, in the same order.</param>
    /// <returns>One entry a load.</returns>
    public static ImmutableArray<LoadInstallation> Loads(IReadOnlyList<SiteSection> sections, ImmutableArray<LoadGroup> groups)
    {
        var feeds = new HashSet<string>(StringComparer.Ordinal);
        return [.. sections.Select((section, index) => Load(section, groups[index], feeds))];
    }

    /// <summary>Reads the meters.</summary>
    /// <param name="sections">The entries of <c>meters</c>.</param>
    /// <returns>The meters in file order; at most one measures the site.</returns>
    public static ImmutableArray<MeterInstallation> Meters(IReadOnlyList<SiteSection> sections)
    {
        var meters = ImmutableArray.CreateBuilder<MeterInstallation>(sections.Count);
        foreach (var section in sections)
        {
            var id = section.Name("id");
            if (meters.Any(meter => meter.Id == id))
            {
                throw section.Refuse(SiteFileErrors.DuplicateId, "id", $"{section.Full("id")} is '{id}', which an earlier meter has already.");
            }

            section.Shown = $"meters[{id}]";
            var meter = new MeterInstallation(
                id, Named(section, "map", MeterInstallation.SunSpec, [MeterInstallation.SunSpec, .. MeterMaps.BuiltIn.All.Keys]), Address(section), section.Whole("unit", 1), section.Word("role", "site") == "site");
            if (meter.IsSite && meters.Any(other => other.IsSite))
            {
                throw section.Refuse(SiteFileErrors.Contradiction, "role", $"{section.Full("role")} is 'site', and an earlier meter measures the site already.");
            }

            meters.Add(meter);
        }

        return meters.ToImmutable();
    }

    private static LoadInstallation Load(SiteSection section, LoadGroup group, HashSet<string> feeds)
    {
        var driver = Driver(section);
        var credential = section.Text("credential");
        return new(group.Id, driver, credential, Feeds(section, group.Machines, feeds))
        {
            Machine = section.Has("model") ? MachineCatalogue.Lookup(section.Word("model")) : null,
        };
    }

    private static string? Driver(SiteSection section)
    {
        if (section.Has("driver"))
        {
            var written = section.Word("driver");
            return MinerDecoder.Families.Contains(written, StringComparer.Ordinal)
                ? written
                : throw section.Unknown("driver", written, MinerDecoder.Families);
        }

        var machine = section.Has("model") ? MachineCatalogue.Lookup(section.Word("model")) : null;
        if (machine is not null && _makers.TryGetValue(machine.Maker, out var family))
        {
            section.Note("driver", family, SettingOrigin.Catalogue, machine.Id);
            return family;
        }

        section.Note("driver", "none", SettingOrigin.Default, "");
        return null;
    }

    private static ImmutableArray<FeedInstallation> Feeds(SiteSection load, int machines, HashSet<string> known)
    {
        var feeds = ImmutableArray.CreateBuilder<FeedInstallation>();
        var left = machines;
        foreach (var section in load.List("feeds"))
        {
            var id = section.Name("id");
            if (!known.Add(id))
            {
                throw section.Refuse(SiteFileErrors.DuplicateId, "id", $"{section.Full("id")} is '{id}', which an earlier feed has already.");
            }

            section.Shown = $"{load.Shown}.feeds[{id}]";
            var own = section.Whole("machines", left);
            if (own == 0 || own > left)
            {
                throw section.Refuse(SiteFileErrors.Contradiction, section.Has("machines") ? "machines" : "id", $"{section.Full("machines")} is {own}, and {left} of the load's {machines} machines hang on no earlier feed.");
            }

            left -= own;
            feeds.Add(new(id, own, BreakerReader.Read(section.Child("breaker"))));
        }

        return feeds.ToImmutable();
    }

    /// <summary>Reads a name that must be one of those known.</summary>
    /// <param name="section">The section.</param>
    /// <param name="name">The key.</param>
    /// <param name="fallback">The default.</param>
    /// <param name="known">The names.</param>
    /// <returns>The name.</returns>
    internal static string Named(SiteSection section, string name, string fallback, IEnumerable<string> known)
    {
        var written = section.Word(name, fallback);
        return known.Contains(written, StringComparer.Ordinal) ? written : throw section.Unknown(name, written, known);
    }

    /// <summary>Reads where something listens.</summary>
    /// <param name="section">The section with the key <c>address</c>.</param>
    /// <returns>Null where the file does not say.</returns>
    internal static InstalledAddress? Address(SiteSection section)
    {
        if (!section.Has("address"))
        {
            section.Note("address", "none", SettingOrigin.Default, "");
            return null;
        }

        var written = section.Word("address");
        return InstalledAddress.TryParse(written, out var address)
            ? address
            : throw section.Refuse(SiteFileErrors.BadAddress, "address", $"{section.Full("address")} is '{written}'.");
    }
}
