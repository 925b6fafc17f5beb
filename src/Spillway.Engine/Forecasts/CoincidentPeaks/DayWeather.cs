namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>A past day's weather as it was known at the time.</summary>
/// <param name="SoFar">By known hour from <see cref="LearnedDays.FirstHour"/> on, the features of load and of the temperatures so far; null where one is missing.</param>
/// <param name="Foreseen">The same with what was foreseen of the afternoon.</param>
/// <param name="Heats">By days ahead, from 1 on: the day's heat as it was foreseen then, degrees above the base; NaN where it was not.</param>
/// <param name="Distances">By days ahead: how far the day's top came to lie from what the season, the week and that time's level let expect.</param>
internal sealed record DayWeather(double[]?[] SoFar, double[]?[] Foreseen, double[] Heats, double[] Distances)
{
    /// <summary>The features of one view at a known hour; null where there are none.</summary>
    public double[]? Row(WeatherView view, int hour) => (view == WeatherView.Foreseen ? Foreseen : SoFar)[hour - LearnedDays.FirstHour];
}
