using System.Collections.Immutable;

namespace Spillway.App.Sites;

/// <summary>Every key that one kind of file knows.</summary>
/// <param name="All">The keys, in the order of the file's reference page.</param>
/// <param name="Page">The reference page, from the repository's root.</param>
public sealed record KeyTable(ImmutableArray<SiteKey> All, string Page)
{
    /// <summary>Under which numbers such a file is refused.</summary>
    public KeyFileFaults Faults { get; init; } = KeyFileFaults.OfSite;

    /// <summary>The keys of one section.</summary>
    /// <param name="section">The section's name; empty for the top.</param>
    /// <returns>Its keys in the order of the table.</returns>
    public IEnumerable<SiteKey> In(string section) => All.Where(key => key.Section == section);
}
