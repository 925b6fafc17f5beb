using NodaTime;

namespace Spillway.Engine.Sites.Rules;

/// <summary>Which rules a figure was made by: enough for a statement line to name them and for a reader to find them again.</summary>
/// <param name="Market">Such as <c>ercot</c>.</param>
/// <param name="File">The file's name without a folder, such as <c>ercot.yaml</c>.</param>
/// <param name="Sha256">The digest of its text in UTF-8, without a byte order mark: 64 hexadecimal digits in lower case.</param>
/// <param name="Regime">The id of the regime in force; empty where the market's file has none then.</param>
/// <param name="Since">When that regime began; the beginning of time where the file does not date it.</param>
public sealed record RuleVersion(string Market, string File, string Sha256, string Regime, Instant Since)
{
    private const int DigestShown = 12;

    /// <summary>As a statement names it: file, regime and the first twelve digits of the digest.</summary>
    public override string ToString() => $"{File}{(Regime.Length == 0 ? "" : $" {Regime}")} {Sha256[..DigestShown]}";
}
