using System.Collections.Immutable;

namespace Spillway.App.Sites;

/// <summary>What the parts of one site file share while it is read.</summary>
/// <param name="path">The file, as the person named it.</param>
internal sealed class SiteFileContext(string path)
{
    private readonly List<EffectiveSetting> _settings = [];

    /// <summary>The file, as the person named it.</summary>
    public string Path { get; } = path;

    /// <summary>The site's currency; read before any key that names it.</summary>
    public string Currency { get; set; } = "USD";

    /// <summary>What was read or filled in so far.</summary>
    public ImmutableArray<EffectiveSetting> Settings => [.. _settings];

    /// <summary>Notes one setting.</summary>
    /// <param name="setting">The setting as it holds.</param>
    public void Note(EffectiveSetting setting) => _settings.Add(setting);
}
