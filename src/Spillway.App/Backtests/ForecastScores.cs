using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Forecasts;
using Spillway.Units;

namespace Spillway.App.Backtests;

/// <summary>Holds what a policy expected of prices against what they became.</summary>
public static class ForecastScores
{
    private static readonly ImmutableArray<int> _stepsAhead = [1, PriceBands.Horizon];

    /// <summary>Scores a policy's forecasts, month by month, one step ahead and four.</summary>
    /// <param name="comparison">The compared policies.</param>
    /// <param name="policy">The full text of the policy to score.</param>
    /// <returns>By month, then by steps ahead; empty where the policy does not forecast. A forecast of an interval
    /// outside the range or without a price is not counted.</returns>
    public static ImmutableArray<MonthScore> ByMonth(Comparison comparison, string policy)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var prices = comparison.Input.Range.ToDictionary(interval => interval.Start, interval => interval.Price.Value);
        var zone = comparison.Site.TimeZone;
        var tallies = new SortedDictionary<(YearMonth Month, int Ahead), Tally>();
        foreach (var step in comparison[policy].Run.Steps)
        {
            foreach (var ahead in _stepsAhead.Where(ahead => ahead <= step.Forecast.Length))
            {
                var band = step.Forecast[ahead - 1];
                if (prices.TryGetValue(band.Start, out var price))
                {
                    var key = (band.Start.InZone(zone).Date.ToYearMonth(), ahead);
                    tallies[key] = (tallies.GetValueOrDefault(key) ?? new()).With(band, (double)price);
                }
            }
        }

        return [.. tallies.Select(entry => entry.Value.Score(entry.Key.Month, entry.Key.Ahead))];
    }

    private sealed record Tally(int Count = 0, int Below = 0, int Above = 0, double Error = 0.0, double Pinball = 0.0)
    {
        private const int Decimals = 4;

        public Tally With(PriceBand band, double price) => new(
            Count + 1,
            Below + (price < band.Low ? 1 : 0),
            Above + (price > band.High ? 1 : 0),
            Error + Math.Abs(price - band.Middle),
            Pinball + ((Loss(0, band.Low, price) + Loss(1, band.Middle, price) + Loss(2, band.High, price)) / 3.0));

        public MonthScore Score(YearMonth month, int ahead) => new(
            month,
            ahead,
            Count,
            Share(Count - Below - Above),
            Share(Below),
            Share(Above),
            new(Rounded(Error / Count)),
            new(Rounded(Pinball / Count)));

        private static double Loss(int level, double bound, double price) =>
            price < bound ? (1.0 - PriceBands.Share(level)) * (bound - price) : PriceBands.Share(level) * (price - bound);

        private Ratio Share(int part) => new(Rounded((double)part / Count));

        private static decimal Rounded(double number) => Math.Round((decimal)number, Decimals, MidpointRounding.AwayFromZero);
    }
}
