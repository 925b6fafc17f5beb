using System.Collections.Immutable;
using Spillway.Devices.Wire.Files;
using Spillway.Engine;

namespace Spillway.Devices.Wire.Relays;

/// <summary>The relay templates at hand: those that come with the program, and files that add to them or stand instead of them.</summary>
public sealed class RelayTemplates
{
    private const string Folder = "Spillway.Devices.Wire.Relays.Templates.";
    private static readonly Lazy<RelayTemplates> _builtIn = new(Load);

    private RelayTemplates(ImmutableSortedDictionary<string, RelayTemplate> all) => All = all;

    /// <summary>Those that come with the program.</summary>
    public static RelayTemplates BuiltIn => _builtIn.Value;

    /// <summary>All of them by name.</summary>
    public ImmutableSortedDictionary<string, RelayTemplate> All { get; }

    /// <summary>Adds a file; a template of the same name is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <returns>These templates and that one.</returns>
    /// <exception cref="RefusedException">The file cannot be used; the message names line and value.</exception>
    public RelayTemplates With(string path)
    {
        var template = RelayTemplateFile.Read(path);
        return new(All.SetItem(template.Name, template));
    }

    /// <summary>The template of a name.</summary>
    /// <param name="name">The name, as in a site file.</param>
    /// <returns>The template.</returns>
    /// <exception cref="RefusedException">There is none of that name; the message lists those there are.</exception>
    public RelayTemplate Find(string name) =>
        All.GetValueOrDefault(name) ?? throw new RefusedException(WireFileErrors.UnknownName, $"no relay is called '{name}'; there are {string.Join(", ", All.Keys)}.");

    private static RelayTemplates Load() => new(typeof(RelayTemplates).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(name => RelayTemplateFile.From(KeyedFile.Embedded(name, RelayTemplateFile.Keys)))
        .ToImmutableSortedDictionary(template => template.Name, template => template, StringComparer.Ordinal));
}
