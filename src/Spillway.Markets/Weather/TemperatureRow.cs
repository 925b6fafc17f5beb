using NodaTime;

namespace Spillway.Markets.Weather;

/// <summary>A row of a weather file.</summary>
/// <param name="HourStart">The start of its hour.</param>
/// <param name="KnownAt">From when on it may be used: as the row says, or one hour after the hour's end.</param>
/// <param name="Celsius">Degrees Celsius.</param>
/// <param name="IsMeasured">Whether the row says nothing of when it was known, and so was measured.</param>
/// <param name="Line">Its line in the file, from 1.</param>
public readonly record struct TemperatureRow(Instant HourStart, Instant KnownAt, double Celsius, bool IsMeasured, int Line);
