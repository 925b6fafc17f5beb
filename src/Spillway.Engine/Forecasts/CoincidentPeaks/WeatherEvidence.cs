namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>What a forecast tells of a later day's top beyond what is expected without it.</summary>
/// <param name="Distance">Where it puts the top, against the season, the week and this summer's level.</param>
/// <param name="Precision">How surely: one over a variance; 0 where it tells nothing.</param>
internal readonly record struct WeatherEvidence(double Distance, double Precision);
