namespace Spillway.Engine.Forecasts;

/// <summary>One of the learnings whose mean is the model: each is drawn examples of its own and trusts spikes differently.</summary>
/// <param name="Reach">How far beyond the start cost one example's advantage may reach, as a multiple of the value, so
/// that one price spike does not drown a thousand ordinary intervals. Above 0.</param>
/// <param name="LeafRows">Examples a leaf must hold: the further the reach, the more of them.</param>
/// <param name="Shrink">Examples of no residual added to each leaf.</param>
public sealed record AdvantageMember(double Reach, int LeafRows, double Shrink);
