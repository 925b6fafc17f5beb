using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Markets.Archive;

/// <summary>The words for settlement point types in the archive's columns.</summary>
internal static class PointTypes
{
    private static readonly ImmutableArray<string> _words = ["unknown", "zone", "zone-energy-weighted", "hub", "node", "system"];

    public static string Of(SettlementPointType type) => _words[(int)type];

    public static SettlementPointType Parse(string word)
    {
        var index = _words.IndexOf(word);
        return index >= 0 ? (SettlementPointType)index : throw new FormatException($"unknown settlement point type '{word}'");
    }
}
