namespace Spillway.Engine.Forecasts;

/// <summary>How a <see cref="BoostLearner"/> grows its trees.</summary>
public sealed record BoostSettings
{
    /// <summary>Trees in the sum.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>Leaves of one tree at most.</summary>
    public int Leaves { get; init; } = 31;

    /// <summary>Share of a tree's answer that is added.</summary>
    public double Rate { get; init; } = 0.08;

    /// <summary>Rows a leaf must hold.</summary>
    public int LeafRows { get; init; } = 100;

    /// <summary>Rows of zero residual added to each leaf, which draws small leaves towards nothing.</summary>
    public double Shrink { get; init; } = 20.0;

    /// <summary>Share of the rows that each tree sees.</summary>
    public double RowShare { get; init; } = 0.5;

    /// <summary>Share of the features that each tree sees.</summary>
    public double FeatureShare { get; init; } = 0.5;

    /// <summary>Seed of the row and feature choices.</summary>
    public ulong Seed { get; init; } = 1;
}
