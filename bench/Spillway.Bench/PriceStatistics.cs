using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Simulation.Backtest;
using Spillway.Units;

namespace Spillway.Bench;

/// <summary>What a year of quarter-hourly prices at one point looks like, and what it is worth to a flexible load.</summary>
public sealed record PriceStatistics(
    double Mean,
    double Deviation,
    double NegativeShare,
    double Above100Share,
    double Above300Share,
    double Above1000Share,
    double Largest,
    double Autocorrelation,
    double OrdinaryAutocorrelation,
    double SpikeRun,
    double SummerEveningShare,
    double SpringNegativeShare)
{
    private const double Spike = 300;
    private const double Ordinary = 100;
    private static readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb["America/Chicago"];

    /// <summary>Measures a year.</summary>
    public static PriceStatistics Of(ImmutableArray<Instant> starts, double[] prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        var local = starts.Select(start => start.InZone(_zone).LocalDateTime).ToArray();
        var mean = prices.Average();
        var spikes = Enumerable.Range(0, prices.Length).Where(index => prices[index] > Spike).ToList();
        var negative = Enumerable.Range(0, prices.Length).Where(index => prices[index] < 0).ToList();
        return new(
            mean,
            Math.Sqrt(prices.Average(price => (price - mean) * (price - mean))),
            Share(prices, price => price < 0),
            Share(prices, price => price > Ordinary),
            Share(prices, price => price > Spike),
            Share(prices, price => price > 1000),
            prices.Max(),
            Correlation(prices[..^1], prices[1..]),
            OfOrdinary(prices),
            Run(spikes),
            Part(spikes, index => local[index] is { Month: >= 6 and <= 9, Hour: >= 15 and < 21 }),
            Part(negative, index => local[index].Month is >= 2 and <= 5));
    }

    /// <summary>Pearson's correlation of two series.</summary>
    public static double Correlation(double[] left, double[] right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        double leftMean = left.Average(), rightMean = right.Average(), both = 0, ofLeft = 0, ofRight = 0;
        for (var index = 0; index < left.Length; index++)
        {
            var (one, other) = (left[index] - leftMean, right[index] - rightMean);
            both += one * other;
            ofLeft += one * one;
            ofRight += other * other;
        }

        return both / Math.Sqrt(ofLeft * ofRight);
    }

    /// <summary>What strike and foresight earn over always-on, USD for each MWh that always-on draws: one group of 100 MW
    /// worth <paramref name="value"/> USD per MWh, ten minutes to restart.</summary>
    public static (double Strike, double Foresight) Uplift(PriceSeries prices, decimal value)
    {
        ArgumentNullException.ThrowIfNull(prices);
        var group = new LoadGroup(
            new("hall"), "miner", 1, [new("off", new(0), new(0)), new("normal", new(100_000_000m), new(0))], 1, new(1m),
            new(10), Minutes.Zero, Minutes.Zero, Money.Zero, new EnergyPrice(value), new(0m));
        var site = new Site(new("statistics"), new(new(100m), null, null), [group], []);
        var input = new BacktestInput(
            site, prices, null, [], prices.Intervals[0].Start, prices.Intervals[^1].Start + prices.Interval, Knowledge.Previous);
        var backtester = new Backtester(TimeProvider.System);
        var always = backtester.Run(input, new AlwaysOnPolicy(), null, CancellationToken.None);
        var strike = backtester.Run(input, new StrikePolicy(), null, CancellationToken.None);
        var foresight = new ForesightSearch(backtester).Best(input, [], null, CancellationToken.None).Run;
        return (Over(strike, always), Over(foresight, always));
    }

    private static double Over(PolicyRun run, PolicyRun always) => (double)(
        (run.Totals.Net.ToCent().Value - always.Totals.Net.ToCent().Value) / always.Totals.Energy.ToMegawattHours().Value);

    private static double Share(double[] prices, Func<double, bool> of) => (double)prices.Count(of) / prices.Length;

    private static double Part(List<int> all, Func<int, bool> of) => all.Count == 0 ? 0 : (double)all.Count(of) / all.Count;

    /// <summary>Of neighbouring quarter hours that are both below 100: spikes would hide what the rest does.</summary>
    private static double OfOrdinary(double[] prices)
    {
        var pairs = Enumerable.Range(0, prices.Length - 1)
            .Where(index => prices[index] < Ordinary && prices[index + 1] < Ordinary).ToList();
        return Correlation([.. pairs.Select(index => prices[index])], [.. pairs.Select(index => prices[index + 1])]);
    }

    private static double Run(List<int> spikes)
    {
        var runs = spikes.Where((index, at) => at == 0 || spikes[at - 1] != index - 1).Count();
        return runs == 0 ? 0 : (double)spikes.Count / runs;
    }
}
