namespace Spillway.Engine.Forecasts;

/// <summary>Where the bounds of a band lie for one distance, price level and hour.</summary>
/// <param name="Low">Offset of the low bound from the middle, as a multiple of the usual error.</param>
/// <param name="Middle">The same of the middle bound.</param>
/// <param name="High">The same of the high bound.</param>
/// <param name="Excess">How far the mean lies above the centre, currency per MWh.</param>
internal sealed record BandCell(double Low, double Middle, double High, double Excess);
