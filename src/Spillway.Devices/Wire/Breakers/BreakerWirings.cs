using System.Collections.Immutable;
using Spillway.Devices.Wire.Files;
using Spillway.Engine;

namespace Spillway.Devices.Wire.Breakers;

/// <summary>The wirings at hand: those that come with the program, and files that add to them or stand instead of them.</summary>
public sealed class BreakerWirings
{
    private const string Folder = "Spillway.Devices.Wire.Breakers.Wirings.";
    private static readonly Lazy<BreakerWirings> _builtIn = new(Load);

    private BreakerWirings(ImmutableSortedDictionary<string, BreakerWiring> all) => All = all;

    /// <summary>Those that come with the program.</summary>
    public static BreakerWirings BuiltIn => _builtIn.Value;

    /// <summary>All of them by name.</summary>
    public ImmutableSortedDictionary<string, BreakerWiring> All { get; }

    /// <summary>Adds a file; a wiring of the same name is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <returns>These wirings and that one.</returns>
    /// <exception cref="RefusedException">The file cannot be used; the message names line and value.</exception>
    public BreakerWirings With(string path)
    {
        var wiring = BreakerWiringFile.Read(path);
        return new(All.SetItem(wiring.Name, wiring));
    }

    /// <summary>The wiring of a name.</summary>
    /// <param name="name">The name, as in a site file.</param>
    /// <returns>The wiring.</returns>
    /// <exception cref="RefusedException">There is none of that name; the message lists those there are.</exception>
    public BreakerWiring Find(string name) =>
        All.GetValueOrDefault(name) ?? throw new RefusedException(WireFileErrors.UnknownName, $"no breaker wiring is called '{name}'; there are {string.Join(", ", All.Keys)}.");

    private static BreakerWirings Load() => new(typeof(BreakerWirings).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(name => BreakerWiringFile.From(KeyedFile.Embedded(name, BreakerWiringFile.Keys)))
        .ToImmutableSortedDictionary(wiring => wiring.Name, wiring => wiring, StringComparer.Ordinal));
}
