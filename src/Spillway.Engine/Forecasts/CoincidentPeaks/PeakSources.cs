namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>What a peak estimate may look at, each figure from when on it was known.</summary>
/// <param name="Book">What was published: the load series named <paramref name="Point"/>, and where there is one the system's
/// generation, which tells of the hours whose load is not yet known.</param>
/// <param name="Point">The load series' name; where there is none of it, the first load series.</param>
/// <param name="Temperatures">Measured and foreseen temperatures where the load is drawn; may be empty.</param>
public sealed record PeakSources(PublicationBook Book, string Point, TemperatureBook Temperatures);
