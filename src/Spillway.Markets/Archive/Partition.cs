using Spillway.Units;

namespace Spillway.Markets.Archive;

/// <summary>The content of one partition while an import changes it.</summary>
internal sealed class Partition
{
    public SortedDictionary<SettlementPoint, PartitionSeries> Series { get; } = new(PointOrder.Instance);

    /// <summary>The series as they are on the disk, for a comparison.</summary>
    public IReadOnlyDictionary<SettlementPoint, PartitionSeries> Found { get; private set; } = new Dictionary<SettlementPoint, PartitionSeries>();

    /// <summary>Whether anything differs from what is on disk.</summary>
    public bool IsChanged { get; set; }

    /// <summary>Remembers the series as they are now; a merge replaces a series and changes none.</summary>
    public void Remember() => Found = new Dictionary<SettlementPoint, PartitionSeries>(Series);

    /// <summary>The decimal places that its figures need, standing and replaced.</summary>
    public int Scale() => Series.Values
        .Select(series => Math.Max(ScaledFigures.Scale(series.Values), ScaledFigures.Scale([.. series.Revisions.Select(revision => revision.Value)])))
        .DefaultIfEmpty(0).Max();
}
