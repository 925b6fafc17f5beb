namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>A past day as the estimate uses it: what could be seen at each hour, and how the day then went.</summary>
/// <param name="Day">Its load.</param>
/// <param name="Level">This summer's level once the day is counted, as a logarithm.</param>
/// <param name="MonthTop">The month's largest hour with this day, as a logarithm.</param>
/// <param name="Rows">Features by known hour, from <see cref="LearnedDays.FirstHour"/> on; empty where the day before is not known.</param>
/// <param name="Gaps">For each known hour its level against the month's best before the day.</param>
/// <param name="TopQuarter">When its top came, in quarter hours from midnight.</param>
internal sealed record LearnedDay(LoadDay Day, double Level, double MonthTop, double[][] Rows, double[] Gaps, double TopQuarter)
{
    /// <summary>Its weather; null where no temperatures are at hand or the day before is not known.</summary>
    public DayWeather? Weather { get; init; }

    /// <summary>Its features at a known hour.</summary>
    /// <param name="view">Load alone, or with the temperatures.</param>
    /// <param name="hour">The hour.</param>
    /// <returns>The row; null where something of it is not known.</returns>
    public double[]? Row(WeatherView view, int hour) =>
        view != WeatherView.None ? Weather?.Row(view, hour) : Rows.Length > 0 ? Rows[hour - LearnedDays.FirstHour] : null;
}
