using System.Collections.Immutable;
using Spillway.Devices.Wire.Files;
using Spillway.Engine;

namespace Spillway.Devices.Wire.Meters;

/// <summary>The register maps at hand: those that come with the program, and files that add to them or stand instead of them.</summary>
public sealed class MeterMaps
{
    private const string Folder = "Spillway.Devices.Wire.Meters.Maps.";
    private static readonly Lazy<MeterMaps> _builtIn = new(Load);

    private MeterMaps(ImmutableSortedDictionary<string, MeterMap> all) => All = all;

    /// <summary>Those that come with the program.</summary>
    public static MeterMaps BuiltIn => _builtIn.Value;

    /// <summary>All of them by name.</summary>
    public ImmutableSortedDictionary<string, MeterMap> All { get; }

    /// <summary>Adds a file; a map of the same name is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <returns>These maps and that one.</returns>
    /// <exception cref="RefusedException">The file cannot be used; the message names line and value.</exception>
    public MeterMaps With(string path)
    {
        var map = MeterMapFile.Read(path);
        return new(All.SetItem(map.Name, map));
    }

    /// <summary>The map of a name.</summary>
    /// <param name="name">The name, as in a site file.</param>
    /// <returns>The map.</returns>
    /// <exception cref="RefusedException">There is none of that name; the message lists those there are.</exception>
    public MeterMap Find(string name) =>
        All.GetValueOrDefault(name) ?? throw new RefusedException(WireFileErrors.UnknownName, $"no meter is called '{name}'; there are {string.Join(", ", All.Keys)}.");

    private static MeterMaps Load() => new(typeof(MeterMaps).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(name => MeterMapFile.From(KeyedFile.Embedded(name, MeterMapFile.Keys)))
        .ToImmutableSortedDictionary(map => map.Name, map => map, StringComparer.Ordinal));
}
