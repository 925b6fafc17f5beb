using NodaTime;

namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>The chance that a day has its month's peak: that it beats the days before it and that none after beats it,
/// over all that its own top may still become.</summary>
/// <param name="settings">The fixed numbers.</param>
/// <param name="rivals">The rest of the month.</param>
internal sealed class PeakDay(PeakSettings settings, RivalDays rivals)
{
    private const int Nodes = 13;
    private const double Reach = 3.0;
    private const double LogisticOfSpread = 1.8138;
    private const double LogisticOfTie = 1.2;
    private const double Negligible = 1e-5;
    private static readonly double[] _weights = Weights();

    /// <summary>What stands for the month's best while the month has no day yet.</summary>
    public double Bar(LocalDate date, double level) => level + rivals.Season(date);

    /// <summary>The chance.</summary>
    /// <param name="date">The day.</param>
    /// <param name="forecast">What is expected of it.</param>
    /// <param name="best">The month's largest hour before it, as a logarithm; null on the first day.</param>
    /// <param name="level">Logarithm of this summer's level.</param>
    /// <param name="ahead">What forecasts tell of the days after it; empty without weather.</param>
    public double Chance(LocalDate date, DayForecast forecast, double? best, double level, ReadOnlySpan<WeatherEvidence> ahead)
    {
        var chance = 0.0;
        for (var node = 0; node < Nodes; node++)
        {
            var top = forecast.Top + (forecast.Spread * Place(node));
            var leads = best is { } so ? Portable.Logistic(LogisticOfTie * (top - so) / settings.Tie) : 1.0;
            if (_weights[node] * leads > Negligible)
            {
                chance += _weights[node] * leads * rivals.Survives(date, level, top, ahead);
            }
        }

        return chance;
    }

    private static double Place(int node) => -Reach + (2.0 * Reach * node / (Nodes - 1));

    private static double[] Weights()
    {
        var weights = new double[Nodes];
        for (var node = 0; node < Nodes; node++)
        {
            var below = Portable.Logistic(LogisticOfSpread * Place(node));
            weights[node] = below * (1.0 - below);
        }

        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
