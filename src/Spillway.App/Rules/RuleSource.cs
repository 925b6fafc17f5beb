namespace Spillway.App.Rules;

/// <summary>Where a market's rules are read from.</summary>
/// <param name="Market">Such as <c>ercot</c>.</param>
/// <param name="Path">The file; for one that the program carries, its name within the program.</param>
/// <param name="IsEmbedded">Whether the program carries it.</param>
/// <param name="Replaces">The path of the file of the same name that it stands for; null where there is none.</param>
public sealed record RuleSource(string Market, string Path, bool IsEmbedded, string? Replaces);
