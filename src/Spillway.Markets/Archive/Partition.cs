using Spillway.Units;

namespace Spillway.Markets.Archive;

/// <summary>The content of one partition while an import changes it.</summary>
internal sealed class Partition
{
    public SortedDictionary<SettlementPoint, PartitionSeries> Series { get; } = new(PointOrder.Instance);

    /// <summary>Whether anything differs from what is on disk.</summary>
    public bool IsChanged { get; set; }

    /// <summary>The decimal places that its figures need, standing and replaced.</summary>
    public int Scale() => Series.Values
        .Select(series => Math.Max(ScaledFigures.Scale(series.Values), ScaledFigures.Scale([.. series.Revisions.Select(revision => revision.Value)])))
        .DefaultIfEmpty(0).Max();
}
