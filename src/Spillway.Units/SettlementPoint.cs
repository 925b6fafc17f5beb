namespace Spillway.Units;

/// <summary>A place with a price: its name and which of the prices printed under that name is meant.</summary>
/// <param name="Name">The market's own name, such as <c>LZ_WEST</c>; never empty.</param>
/// <param name="Type">Which price of that name.</param>
public readonly record struct SettlementPoint(string Name, SettlementPointType Type)
{
    private const string EnergyWeightedSuffix = "@LZEW";

    /// <summary>Reads a column name: <c>LZ_WEST</c>, <c>LZ_WEST@LZEW</c>, <c>HB_NORTH</c>. A bare zone name is the
    /// zone's price for financial positions.</summary>
    /// <param name="column">The name as written in a tidy file or a site file.</param>
    /// <returns>The point with the type its name tells.</returns>
    public static SettlementPoint FromColumn(string column)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(column);
        if (column.EndsWith(EnergyWeightedSuffix, StringComparison.Ordinal))
        {
            return new(column[..^EnergyWeightedSuffix.Length], SettlementPointType.ZoneEnergyWeighted);
        }

        return new(column, TypeOfName(column));
    }

    /// <summary>The column name that <see cref="FromColumn"/> reads back.</summary>
    public override string ToString() =>
        Type == SettlementPointType.ZoneEnergyWeighted ? Name + EnergyWeightedSuffix : Name;

    private static SettlementPointType TypeOfName(string name) =>
        name.StartsWith("LZ_", StringComparison.Ordinal) ? SettlementPointType.Zone
        : name.StartsWith("HB_", StringComparison.Ordinal) ? SettlementPointType.Hub
        : SettlementPointType.Unknown;
}
