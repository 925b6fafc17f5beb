namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>Foresees a day from past days that stood at a like level at the same hour: a weighted regression.</summary>
/// <param name="settings">The fixed numbers.</param>
internal sealed class SimilarDays(PeakSettings settings)
{
    /// <summary>Foresees a day.</summary>
    /// <param name="days">The learned days.</param>
    /// <param name="count">How many of them may be seen.</param>
    /// <param name="asked">The day; only past days that have the same features are looked at.</param>
    /// <returns>The forecast; null where too few days are known.</returns>
    public DayForecast? Foresee(IReadOnlyList<LearnedDay> days, int count, DayQuestion asked)
    {
        var (equations, seen) = (new NormalEquations(asked.Row.Length, settings.Ridge), 0);
        for (var index = 0; index < count; index++)
        {
            if (days[index].Row(asked.View, asked.Hour) is { } past)
            {
                equations.Add(past, Weight(days[index], asked), Rest(days[index], asked.Hour), days[index].TopQuarter);
                seen++;
            }
        }

        if (seen < (asked.View == WeatherView.None ? settings.FewestDays : settings.Weather.FewestDays))
        {
            return null;
        }

        var (rest, quarter) = equations.Solve();
        var spread = Spread(days, count, asked, rest);
        return new(
            asked.Load + NormalEquations.Answer(rest, asked.Row),
            Math.Max(settings.LeastSpread, spread) * settings.SpreadShare,
            NormalEquations.Answer(quarter, asked.Row));
    }

    private static double Rest(LearnedDay day, int hour) => day.Day.Top - day.Day.Hours[hour];

    private double Weight(LearnedDay day, DayQuestion asked) =>
        Portable.Exp(-Math.Abs(day.Gaps[asked.Hour - LearnedDays.FirstHour] - asked.Gap) / settings.Likeness);

    private double Spread(IReadOnlyList<LearnedDay> days, int count, DayQuestion asked, double[] rest)
    {
        var (squares, weights) = (0.0, 0.0);
        for (var index = 0; index < count; index++)
        {
            if (days[index].Row(asked.View, asked.Hour) is { } past)
            {
                var weight = Weight(days[index], asked);
                var error = Rest(days[index], asked.Hour) - NormalEquations.Answer(rest, past);
                squares += weight * error * error;
                weights += weight;
            }
        }

        return Math.Sqrt(squares / weights);
    }
}
