using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Obligations;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;

namespace Spillway.App.Backtests;

/// <summary>Reads everything a backtest needs from files, or from the archive where no price file is named.</summary>
public static class BacktestLoading
{
    /// <summary>Reads prices, hash prices and publications, and checks that they fit the range.</summary>
    /// <param name="site">The site.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="dataFolder">Where the archive lies.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>The checked input, and what a person should know of the files.</returns>
    /// <exception cref="Engine.RefusedException">A file is refused, or does not fit.</exception>
    public static LoadedBacktest Load(
        SiteDefinition site, BacktestRequest request, string dataFolder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(request);
        BacktestRange.CheckOrder(request);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var files = ImmutableArray.CreateBuilder<InputFile>();
        var library = RuleLibrary.ForSite(site, dataFolder, request.RulesFolder);
        findings.AddRange(RuleFindings.Of(site, library));
        var prices = SchemedPrices.Of(site, library, Prices(new(site, request, dataFolder), findings, cancellation), findings);
        files.AddRange(prices.Sources.Select(source => new InputFile("prices", source)));
        var hashprices = request.Hashprice is { } path
            ? HashpriceLoader.FromFiles(Noted("hash price", [.. MarketFileReader.Read(path, cancellation)]))
            : null;
        var publications = new[]
        {
            (Kind: PublicationKind.DayAheadPrice, Role: "day-ahead prices", Paths: request.DayAhead),
            (Kind: PublicationKind.SystemLoad, Role: "load", Paths: request.Load),
            (Kind: PublicationKind.WindGeneration, Role: "wind", Paths: request.Wind),
        }.Where(wanted => !wanted.Paths.IsEmpty)
            .SelectMany(wanted => Publications(site, library.Find(site.Operator), wanted.Kind, Noted(wanted.Role, Read(wanted.Paths, cancellation)), findings));
        var archived = request.Archived.Select(kind => PublicationLoader.FromArchive(
            new(dataFolder), kind, site.Operator, library.Find(site.Operator), request.To.AtStartOfDayInZone(site.TimeZone).ToInstant())).ToList();
        findings.AddRange(archived.SelectMany(static one => one.Findings));
        publications = publications.Concat(archived.SelectMany(static one => one.Publications));
        var input = BacktestRange.Input(site, request, prices, hashprices, publications) with { Held = Held(site, request, library, cancellation) };
        if (library.Find(site.Operator) is { } rules)
        {
            findings.AddRange(RuleFindings.Intervals(rules, prices.Own, prices.Interval, input.Range.Select(one => one.Start)));
            findings.AddRange(RuleFindings.Limits(
                rules,
                prices.Own,
                input.Range.Select(static one => (one.Start, one.Price.Value)),
                findings.Any(static finding => finding.Kind == PriceSeriesLoader.DayAheadOnly)));
            findings.AddRange(RuleFindings.Administered(rules, prices, input.From, input.To));
        }

        return new(input, findings.ToImmutable()) { Files = files.ToImmutable() };

        List<MarketFile> Noted(string role, List<MarketFile> read)
        {
            files.AddRange(read.Select(file => new InputFile(role, file.Source)));
            return read;
        }
    }

    private static HeldBook Held(SiteDefinition site, BacktestRequest request, RuleLibrary library, CancellationToken cancellation) => HeldWatch.Checked(
        SiteHoldings.Of(site, SiteHoldings.Awards(site, request.Awards, cancellation), library.Find(site.Operator)), site.Site);

    private static PriceSeries Prices(Wanted wanted, ImmutableArray<Finding>.Builder findings, CancellationToken cancellation)
    {
        var (site, request, dataFolder) = wanted;
        LoadedPrices loaded;
        if (request.Prices.IsEmpty)
        {
            var end = request.To.AtStartOfDayInZone(site.TimeZone).ToInstant();
            loaded = PriceSeriesLoader.FromArchive(
                new(dataFolder), site.Operator, site.SettlementPoint, Instant.FromUnixTimeSeconds(0), end);
        }
        else
        {
            var files = Read(request.Prices, cancellation);
            findings.AddRange(files.SelectMany(file => file.Findings.Select(finding =>
                finding with { Detail = $"{file.Source.Name}: {finding.Detail}" })));
            loaded = PriceSeriesLoader.FromFiles(files, site.Operator, site.SettlementPoint);
        }

        findings.AddRange(loaded.Findings);
        return loaded.Series;
    }

    private static ImmutableArray<Publication> Publications(
        SiteDefinition site,
        MarketRules? rules,
        PublicationKind kind,
        List<MarketFile> files,
        ImmutableArray<Finding>.Builder findings)
    {
        var loaded = PublicationLoader.FromFiles(files, kind, site.Operator, rules);
        findings.AddRange(loaded.Findings);
        return loaded.Publications;
    }

    private static List<MarketFile> Read(ImmutableArray<string> paths, CancellationToken cancellation)
    {
        var files = new List<MarketFile>();
        foreach (var path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            files.AddRange(MarketFileReader.Read(path, cancellation));
        }

        return files;
    }

    /// <summary>What prices are wanted for, and where to look.</summary>
    private sealed record Wanted(SiteDefinition Site, BacktestRequest Request, string DataFolder);
}
