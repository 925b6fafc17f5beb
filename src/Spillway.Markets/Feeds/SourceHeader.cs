namespace Spillway.Markets.Feeds;

/// <summary>A header that opens a source; its value is a secret and never shown.</summary>
/// <param name="Name">The header's name.</param>
/// <param name="Value">Its value.</param>
public sealed record SourceHeader(string Name, string Value)
{
    /// <summary>The name only.</summary>
    /// <returns>Text for people.</returns>
    public override string ToString() => $"{Name}: ***";
}
