using Spillway.Engine.Sites.Rules;
using Spillway.Units;

namespace Spillway.Markets.Archive;

/// <summary>Finds among the points that have prices the two that go by a zone's name.</summary>
internal static class ZonePairs
{
    /// <summary>The other point of a pair.</summary>
    /// <param name="own">The site's point.</param>
    /// <param name="has">Whether a point has prices.</param>
    /// <returns>The other point; null where the point is no zone's or the other has no price.</returns>
    public static SettlementPoint? Other(SettlementPoint own, Func<SettlementPoint, bool> has)
    {
        // A file that tells types says zone where a name alone does not.
        SettlementPoint?[] others = own.Type == SettlementPointType.ZoneEnergyWeighted
            ? [own with { Type = SettlementPointType.Zone }, ZonePair.Other(own)]
            : [ZonePair.Other(own)];
        return others.FirstOrDefault(other => other is { } point && has(point));
    }
}
