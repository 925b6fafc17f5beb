using System.Collections.Immutable;

namespace Spillway.Markets.Weather;

/// <summary>What a weather file holds.</summary>
/// <param name="Path">The file as the person named it.</param>
/// <param name="Rows">Its rows in file order, at least one; rows without a temperature are not among them.</param>
public sealed record WeatherFile(string Path, ImmutableArray<TemperatureRow> Rows);
