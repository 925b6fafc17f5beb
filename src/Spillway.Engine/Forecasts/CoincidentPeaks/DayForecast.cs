namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>What is expected of a day's largest hour from an hour of that day on.</summary>
/// <param name="Top">Its logarithm.</param>
/// <param name="Spread">How far it may be off: a standard deviation.</param>
/// <param name="TopQuarter">When the top of the hours' curve comes, in quarter hours from midnight.</param>
internal readonly record struct DayForecast(double Top, double Spread, double TopQuarter);
