using NodaTime;

namespace Spillway.Engine.Forecasts;

/// <summary>The temperature of an hour, measured or foreseen, with the time it could first have been known.</summary>
/// <param name="HourStart">The start of a whole UTC hour.</param>
/// <param name="KnownAt">From when on it may be used.</param>
/// <param name="Celsius">Degrees Celsius.</param>
public readonly record struct KnownTemperature(Instant HourStart, Instant KnownAt, double Celsius);
