using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Simulation.Backtest;
using Spillway.Units;

namespace Spillway.App.Backtests;

/// <summary>Learns what look-ahead needs from the prices known before the range, or finds it in the data folder.</summary>
/// <param name="cache">Where learned models are kept.</param>
/// <param name="time">Measures how long learning takes.</param>
/// <param name="settings">How the advantage is learned, its start cost and values aside; null for the usual way.</param>
public sealed class LookAheadLearning(ModelCache cache, TimeProvider time, AdvantageSettings? settings = null)
{
    private readonly AdvantageSettings _settings = settings ?? new();

    private const double CostsAlike = 0.02;
    private const double UsualWorth = 75.0;
    private const double LeastUsualWorth = 25.0;
    private const double MostUsualWorth = 220.0;

    // One model serves every point, so it is learned from the points that between them show a market's whole range.
    private static readonly ImmutableArray<string> _telling = ["LZ_WEST", "LZ_HOUSTON", "LZ_NORTH", "LZ_SOUTH", "HB_HUBAVG"];

    /// <summary>Prepares look-ahead for a backtest.</summary>
    /// <param name="input">Site, prices and range.</param>
    /// <param name="zone">The market's time zone.</param>
    /// <param name="cancellation">Stops between two learnings.</param>
    /// <returns>The models, and what learning them took.</returns>
    public (LookAheadSetup Setup, PriceHistory Known, LearningNote Note) Prepare(
        BacktestInput input, DateTimeZone zone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var known = Backtester.KnownBefore(input);
        var hashprice = input.Hashprices?.On(input.Range[0].Start.InUtc().Date.PlusDays(-1));
        ImmutableArray<Publication> published = [.. input.Publications.Where(one => one.KnownAt <= input.From).OrderBy(one => one.KnownAt)];
        var (setup, note) = Prepare(
            input.Site, known, published, input.Prices.Interval, hashprice, zone, input.Knowledge == Knowledge.Current, cancellation);
        return (setup, known, note);
    }

    /// <summary>Prepares look-ahead for a desk that begins now.</summary>
    /// <param name="site">The site.</param>
    /// <param name="known">The prices known by now, and what was published by now, oldest first.</param>
    /// <param name="interval">The length of every interval.</param>
    /// <param name="hashprice">The hash price known now; null where no load needs one.</param>
    /// <param name="zone">The market's time zone.</param>
    /// <param name="cancellation">Stops between two learnings.</param>
    /// <returns>The models.</returns>
    public LookAheadSetup Prepare(
        Site site,
        (PriceHistory Prices, ImmutableArray<Publication> Published) known,
        Duration interval,
        Hashprice? hashprice,
        DateTimeZone zone,
        CancellationToken cancellation) =>
        Prepare(site, known.Prices, known.Published, interval, hashprice, zone, false, cancellation).Setup;

    private (LookAheadSetup Setup, LearningNote Note) Prepare(
        Site site,
        PriceHistory known,
        ImmutableArray<Publication> published,
        Duration interval,
        Hashprice? hashprice,
        DateTimeZone zone,
        bool knowsCurrent,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(zone);
        var begun = time.GetTimestamp();
        var points = Telling(known);
        var costs = Costs(site, interval, hashprice);
        var values = Values(site, hashprice);
        var past = new Lazy<PastPrices>(() => PastPrices.Of(known, PublicationBook.Empty.With(published), points, zone, interval));
        var cached = 0;
        // Each learning runs on one thread in one order; several costs only share the processors.
        var learned = costs.AsParallel().AsOrdered().WithCancellation(cancellation).Select(cost =>
        {
            var exact = _settings with { StartCost = cost, Values = values, KnowsCurrent = knowsCurrent };
            var key = ModelCache.Key(known, published, points, zone.Id, exact);
            var found = cache.Find(key);
            Interlocked.Add(ref cached, found is null ? 0 : 1);
            return (Cost: cost, Model: found ?? Learn(past.Value, exact, key, cancellation));
        }).ToList();
        var models = learned.Where(one => one.Model is not null).ToImmutableSortedDictionary(one => one.Cost, one => one.Model!);
        return (new(zone, interval, models), new(models.Count, known.Count, cached, time.GetElapsedTime(begun)));
    }

    private BoostedTrees? Learn(PastPrices past, AdvantageSettings exact, string key, CancellationToken cancellation)
    {
        var model = AdvantageLearner.Learn(past, exact, cancellation.ThrowIfCancellationRequested);
        if (model is not null)
        {
            cache.Keep(key, model);
        }

        return model;
    }

    private static ImmutableArray<int> Telling(PriceHistory known)
    {
        var telling = known.Points
            .Select((point, index) => (point, index))
            .Where(entry => _telling.Contains(entry.point.Name) && entry.point.Type != SettlementPointType.ZoneEnergyWeighted)
            .OrderBy(entry => _telling.IndexOf(entry.point.Name))
            .Select(entry => entry.index)
            .ToList();
        if (telling.Count == 0)
        {
            telling = [.. Enumerable.Range(0, known.Points.Length).Where(index => index != known.OwnIndex).Take(_telling.Length - 1)];
        }

        return telling.Contains(known.OwnIndex) ? [.. telling] : [known.OwnIndex, .. telling];
    }

    // Groups whose starts cost nearly the same share a model; a further step up a ladder costs no start.
    private static List<double> Costs(Site site, Duration interval, Hashprice? hashprice)
    {
        var costs = new List<double>();
        foreach (var load in site.Loads)
        {
            var ladder = ModeLadder.Of(load, hashprice);
            Add(StartCost.Of(load, ladder[0], interval));
            if (ladder.Length > 1)
            {
                Add(0.0);
            }
        }

        return costs;

        void Add(double cost)
        {
            if (!costs.Exists(other => Math.Abs(other - cost) < CostsAlike))
            {
                costs.Add(cost);
            }
        }
    }

    // Advantages are learned as multiples of the value, at values of the usual size; a site in another currency or with
    // loads of quite another worth has them moved to its own size.
    private ImmutableArray<double> Values(Site site, Hashprice? hashprice)
    {
        var usual = _settings.Values;
        var worths = site.Loads.Select(load => (double)ModeLadder.Of(load, hashprice)[0].Worth.Value).Where(worth => worth > 0.0).ToList();
        if (worths.Count == 0 || worths.Exists(worth => worth is >= LeastUsualWorth and <= MostUsualWorth))
        {
            return usual;
        }

        var scale = worths.Average() / UsualWorth;
        return [.. usual.Select(value => value * scale)];
    }
}
