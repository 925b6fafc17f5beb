using System.Collections.Immutable;

namespace Spillway.Engine.Forecasts;

/// <summary>Where the bounds of a band lie for one distance ahead: by the level of the newest price and the hour.</summary>
/// <remarks>Offsets from the middle are multiples of the usual error, so that a calm market's bands are as soon right as
/// a wild one's. Never changed in place: moving one cell copies only its own row of references.</remarks>
internal sealed record BandCells(ImmutableArray<ImmutableArray<BandCell>> Rows)
{
    public const int Classes = 5;
    public const int Blocks = 24;

    public static BandCells Start { get; } =
        new([.. Enumerable.Repeat(Enumerable.Repeat(new BandCell(-1.5, 0.0, 1.5, 0.0), Blocks).ToImmutableArray(), Classes)]);

    public BandCell At(int kind, int block) => Rows[kind][block];

    public BandCells With(int kind, int block, BandCell cell) => new(Rows.SetItem(kind, Rows[kind].SetItem(block, cell)));
}
