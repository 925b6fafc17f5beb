namespace Spillway.Engine.Forecasts;

/// <summary>One node of a tree.</summary>
/// <param name="Number">The answer of a leaf; otherwise the bound from which a row goes to the second child.</param>
/// <param name="Child">Index of the first child, the second following it; zero for a leaf.</param>
/// <param name="Feature">The feature compared, zero for a leaf.</param>
public readonly record struct BoostNode(float Number, int Child, int Feature);
