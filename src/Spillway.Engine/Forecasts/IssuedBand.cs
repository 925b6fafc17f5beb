namespace Spillway.Engine.Forecasts;

/// <summary>A forecast that was made, kept until the price it was about is known.</summary>
/// <param name="Middle">The centre, on the square-root scale.</param>
/// <param name="Deviation">How far the newest price then lay from the usual one of its hour, on that scale.</param>
/// <param name="Kind">The level of the newest price then.</param>
/// <param name="Block">The hour forecast.</param>
internal readonly record struct IssuedBand(double Middle, double Deviation, int Kind, int Block);
