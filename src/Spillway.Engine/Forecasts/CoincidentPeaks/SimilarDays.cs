namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>Foresees a day from past days that stood at a like level at the same hour: a weighted regression.</summary>
/// <param name="settings">The fixed numbers.</param>
internal sealed class SimilarDays(PeakSettings settings)
{
    /// <summary>Foresees a day.</summary>
    /// <param name="days">The learned days.</param>
    /// <param name="count">How many of them may be seen.</param>
    /// <param name="row">The day's features at its newest known hour.</param>
    /// <param name="hour">That hour.</param>
    /// <param name="load">Its load's logarithm.</param>
    /// <param name="gap">That load against the month's best.</param>
    /// <returns>The forecast; null where too few days are known.</returns>
    public DayForecast? Foresee(IReadOnlyList<LearnedDay> days, int count, double[] row, int hour, double load, double gap)
    {
        var (equations, seen) = (new NormalEquations(DayFeatures.Width, settings.Ridge), 0);
        for (var index = 0; index < count; index++)
        {
            if (days[index] is { Rows.Length: > 0 } day)
            {
                equations.Add(day.Rows[hour - LearnedDays.FirstHour], Weight(day, hour, gap), Rest(day, hour), day.TopQuarter);
                seen++;
            }
        }

        if (seen < settings.FewestDays)
        {
            return null;
        }

        var (rest, quarter) = equations.Solve();
        var spread = Spread(days, count, hour, gap, rest);
        return new(load + Dot(rest, row), Math.Max(settings.LeastSpread, spread) * settings.SpreadShare, Dot(quarter, row));
    }

    private static double Rest(LearnedDay day, int hour) => day.Day.Top - day.Day.Hours[hour];

    private static double Dot(double[] coefficients, double[] row)
    {
        var sum = 0.0;
        for (var index = 0; index < row.Length; index++)
        {
            sum += coefficients[index] * row[index];
        }

        return sum;
    }

    private double Weight(LearnedDay day, int hour, double gap) =>
        Portable.Exp(-Math.Abs(day.Gaps[hour - LearnedDays.FirstHour] - gap) / settings.Likeness);

    private double Spread(IReadOnlyList<LearnedDay> days, int count, int hour, double gap, double[] rest)
    {
        var (squares, weights) = (0.0, 0.0);
        for (var index = 0; index < count; index++)
        {
            if (days[index] is { Rows.Length: > 0 } day)
            {
                var weight = Weight(day, hour, gap);
                var error = Rest(day, hour) - Dot(rest, day.Rows[hour - LearnedDays.FirstHour]);
                squares += weight * error * error;
                weights += weight;
            }
        }

        return Math.Sqrt(squares / weights);
    }
}
