namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>A day as it stands at its newest known hour.</summary>
/// <param name="View">What its features hold beside the load.</param>
/// <param name="Row">The features.</param>
/// <param name="Hour">The hour.</param>
/// <param name="Load">Its load's logarithm.</param>
/// <param name="Gap">That load against the month's best.</param>
internal sealed record DayQuestion(WeatherView View, double[] Row, int Hour, double Load, double Gap);
