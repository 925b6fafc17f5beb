using NodaTime;

namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>What forecasts tell of the days to come, learned by days ahead: least squares of how past days' tops came on what
/// had been foreseen of their heat that many days before. A poor forecast teaches that it says little.</summary>
/// <param name="weather">The temperatures.</param>
/// <param name="rivals">The season's share.</param>
/// <param name="settings">The fixed numbers.</param>
internal sealed class WeatherOutlook(WeatherDays weather, RivalDays rivals, PeakSettings settings)
{
    private const int Width = 3;
    private const double Tens = 0.1;

    /// <summary>What is foreseen of the days after a day, to the end of its month.</summary>
    /// <param name="days">The learned days.</param>
    /// <param name="count">How many of them may be seen.</param>
    /// <param name="date">The day.</param>
    /// <param name="now">Seconds since 1970.</param>
    /// <returns>By days ahead, the first is tomorrow; as far as a forecast is looked at.</returns>
    public WeatherEvidence[] After(IReadOnlyList<LearnedDay> days, int count, LocalDate date, long now)
    {
        var left = Math.Min(date.Calendar.GetDaysInMonth(date.Year, date.Month) - date.Day, settings.Weather.MostDaysAhead);
        var evidence = new WeatherEvidence[left];
        for (var ahead = 1; ahead <= left; ahead++)
        {
            var heat = weather.Heat(date.PlusDays(ahead), now);
            evidence[ahead - 1] = double.IsNaN(heat) ? default : Learned(days, count, ahead, Row(date.PlusDays(ahead), heat));
        }

        return evidence;
    }

    // Without weather the day is drawn around the past days' mean with their variance; the forecast's own answer is that with
    // what it adds. By Bayes' rule for two normal laws the difference of their precisions is what the forecast alone tells.
    private WeatherEvidence Learned(IReadOnlyList<LearnedDay> days, int count, int ahead, double[] row)
    {
        var equations = new NormalEquations(Width, settings.Ridge);
        var (seen, sum) = (0, 0.0);
        foreach (var (past, distance) in Past(days, count, ahead))
        {
            equations.Add(past, 1.0, distance, 0.0);
            (seen, sum) = (seen + 1, sum + distance);
        }

        if (seen < settings.Weather.FewestDays)
        {
            return default;
        }

        var (coefficients, mean) = (equations.Solve().First, sum / seen);
        var (within, around) = (0.0, 0.0);
        foreach (var (past, distance) in Past(days, count, ahead))
        {
            var error = distance - NormalEquations.Answer(coefficients, past);
            within += error * error;
            around += (distance - mean) * (distance - mean);
        }

        // No fit is taken to be better than a day's top is known at all.
        var least = seen * settings.LeastSpread * settings.LeastSpread;
        var (with, without) = ((seen - Width) / Math.Max(within, least), (seen - 1) / Math.Max(around, least));
        var added = with - without;
        return added > 0.0
            ? new(((with * NormalEquations.Answer(coefficients, row)) - (without * mean)) / added, settings.Weather.Belief * added)
            : default;
    }

    private IEnumerable<(double[] Row, double Distance)> Past(IReadOnlyList<LearnedDay> days, int count, int ahead)
    {
        for (var index = 0; index < count; index++)
        {
            if (days[index].Weather is { } known && !double.IsNaN(known.Heats[ahead - 1]) && !double.IsNaN(known.Distances[ahead - 1]))
            {
                yield return (Row(days[index].Day.Date, known.Heats[ahead - 1]), known.Distances[ahead - 1]);
            }
        }
    }

    private double[] Row(LocalDate date, double heat) => [1.0, Tens * heat, rivals.Season(date)];
}
