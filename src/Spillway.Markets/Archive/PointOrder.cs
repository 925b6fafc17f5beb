using Spillway.Units;

namespace Spillway.Markets.Archive;

/// <summary>Points by name, then by type: the order of series in a partition.</summary>
internal sealed class PointOrder : IComparer<SettlementPoint>
{
    public static PointOrder Instance { get; } = new();

    public int Compare(SettlementPoint x, SettlementPoint y)
    {
        var byName = string.CompareOrdinal(x.Name, y.Name);
        return byName != 0 ? byName : x.Type.CompareTo(y.Type);
    }
}
