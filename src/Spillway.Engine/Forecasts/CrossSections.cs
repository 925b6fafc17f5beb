namespace Spillway.Engine.Forecasts;

/// <summary>How the prices of all points stood in the newest intervals that features look at.</summary>
/// <param name="Newest">In the newest known interval.</param>
/// <param name="Second">In the one before it.</param>
/// <param name="Fourth">Three before it.</param>
public readonly record struct CrossSections(CrossSection Newest, CrossSection Second, CrossSection Fourth);
