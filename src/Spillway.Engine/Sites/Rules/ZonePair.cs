using Spillway.Units;

namespace Spillway.Engine.Sites.Rules;

/// <summary>The two prices that a market prints under a zone's name: at one metered load is settled, at the other positions.</summary>
/// <param name="Physical">The type at which metered load is settled.</param>
/// <param name="Financial">The type at which positions are settled; another one.</param>
public sealed record ZonePair(SettlementPointType Physical, SettlementPointType Financial)
{
    /// <summary>Whether a type is one of the two that go by a zone's name.</summary>
    /// <param name="type">The type.</param>
    /// <returns>True for <see cref="SettlementPointType.Zone"/> and <see cref="SettlementPointType.ZoneEnergyWeighted"/>.</returns>
    public static bool Has(SettlementPointType type) => type is SettlementPointType.Zone or SettlementPointType.ZoneEnergyWeighted;

    /// <summary>The other price under a point's name.</summary>
    /// <param name="own">The point that a site names. One whose name does not tell its type counts as a zone's own price.</param>
    /// <returns>The other point; null where the point is no zone's.</returns>
    public static SettlementPoint? Other(SettlementPoint own) => own.Type switch
    {
        SettlementPointType.Zone or SettlementPointType.Unknown => own with { Type = SettlementPointType.ZoneEnergyWeighted },
        SettlementPointType.ZoneEnergyWeighted => SettlementPoint.FromColumn(own.Name),
        _ => null,
    };
}
