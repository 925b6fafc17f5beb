using System.Collections.Frozen;
using Spillway.Units;

namespace Spillway.Markets.Files;

/// <summary>What the words for settlement point types mean.</summary>
internal static class PointTypeNames
{
    private static readonly FrozenDictionary<string, SettlementPointType> _types = new Dictionary<string, SettlementPointType>
    {
        ["LZ"] = SettlementPointType.Zone,
        ["LZ_DC"] = SettlementPointType.Zone,
        ["Load Zone"] = SettlementPointType.Zone,
        ["zone"] = SettlementPointType.Zone,
        ["LZEW"] = SettlementPointType.ZoneEnergyWeighted,
        ["LZ_DCEW"] = SettlementPointType.ZoneEnergyWeighted,
        ["Load Zone Energy Weighted"] = SettlementPointType.ZoneEnergyWeighted,
        ["zone-energy-weighted"] = SettlementPointType.ZoneEnergyWeighted,
        ["HU"] = SettlementPointType.Hub,
        ["SH"] = SettlementPointType.Hub,
        ["AH"] = SettlementPointType.Hub,
        ["Trading Hub"] = SettlementPointType.Hub,
        ["hub"] = SettlementPointType.Hub,
        ["RN"] = SettlementPointType.Node,
        ["PCCRN"] = SettlementPointType.Node,
        ["LCCRN"] = SettlementPointType.Node,
        ["PUN"] = SettlementPointType.Node,
        ["Resource Node"] = SettlementPointType.Node,
        ["node"] = SettlementPointType.Node,
        ["system"] = SettlementPointType.System,
        ["unknown"] = SettlementPointType.Unknown,
    }.ToFrozenDictionary();

    public static SettlementPoint Point(FileDraft draft, string name, string type, RowPlace place)
    {
        draft.Named(name, place);
        if (type.Length == 0)
        {
            return SettlementPoint.FromColumn(name);
        }

        return _types.TryGetValue(type, out var known)
            ? new(name, known)
            : throw draft.Refuse(MarketFileErrors.UnknownPointType, place, $"settlement point type '{type}' of {name}");
    }
}
