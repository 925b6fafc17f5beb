using System.Collections.Immutable;

namespace Spillway.Engine.Forecasts;

/// <summary>Where the bounds of a band lie for one distance ahead: by the level of the newest price and the hour.</summary>
/// <remarks>Offsets from the middle are multiples of the usual error, so that a calm market's bands are as soon right as
/// a wild one's. Never changed in place: moving one bound copies only its own row.</remarks>
internal sealed record BandCells(ImmutableArray<ImmutableArray<double>> Offsets, ImmutableArray<ImmutableArray<double>> Excess)
{
    public const int Levels = 3;
    public const int Classes = 5;
    public const int Blocks = 24;

    public static BandCells Start { get; } = new(
        [.. Enumerable.Repeat(Enumerable.Range(0, Blocks * Levels).Select(i => 1.5 * ((i % Levels) - 1)).ToImmutableArray(), Classes)],
        [.. Enumerable.Repeat(Enumerable.Repeat(0.0, Blocks).ToImmutableArray(), Classes)]);

    public BandCells With(int kind, int block, ReadOnlySpan<double> offsets, double excess)
    {
        var bounds = Offsets[kind].AsSpan().ToArray();
        offsets.CopyTo(bounds.AsSpan(block * Levels, Levels));
        return new(
            Offsets.SetItem(kind, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(bounds)),
            Excess.SetItem(kind, Excess[kind].SetItem(block, excess)));
    }
}
