using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Backtests;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.App.Statements.Ledgers;
using Spillway.Engine;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;
using Spillway.Markets.Metering;

namespace Spillway.App.Statements;

/// <summary>Reads everything a statement needs: site file, meter files, prices, awards, hash prices.</summary>
public static class SettleLoading
{
    /// <summary>Reads the files and puts them into the intervals of the range.</summary>
    /// <param name="site">The site.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="dataFolder">Where the archive lies.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>What a statement is made from.</returns>
    /// <exception cref="RefusedException">A file is refused, or does not fit.</exception>
    public static LoadedSettlement Load(SiteDefinition site, SettleRequest request, string dataFolder, CancellationToken cancellation) =>
        Load(site, request, dataFolder, null, cancellation);

    /// <summary>The same with what a desk's journal knows: readings and prices where no file gives them, and restarts.</summary>
    /// <param name="site">The site.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="dataFolder">Where the archive lies.</param>
    /// <param name="ledger">The journal's ledger; null without one.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>What a statement is made from.</returns>
    /// <exception cref="RefusedException">A file is refused, or does not fit.</exception>
    public static LoadedSettlement Load(
        SiteDefinition site, SettleRequest request, string dataFolder, JournalLedger? ledger, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(request);
        var range = Range(site, request);
        var library = RuleLibrary.ForSite(site, dataFolder, request.RulesFolder);
        var sources = Named(site, request.SiteFile);
        var journal = ledger is null ? -1 : sources.Add(request.Journal ?? dataFolder, ledger.Source);
        var firstMeter = sources.Count;
        var meters = Meters(request, sources, cancellation);
        var scheme = SchemePrice.Of(site, library);
        var prices = ledger is not null && request.Prices.IsEmpty
            ? new(ledger.Prices(site.SettlementPoint, SitePair.In(site, library, range)), [journal])
            : new StatementPrices(site, request, dataFolder, library, sources).Find(range, scheme, meters, cancellation);
        var first = new Slot(range.Start, prices.Prices.Interval);
        var count = Count(request, range, first.Length);
        range = new(range.Start, range.Start + (first.Length * count));
        var before = LookBack.Intervals(site, meters, ledger, first);
        var early = first with { Start = first.Start - (first.Length * before) };
        var readings = ledger is not null && meters.IsEmpty
            ? ledger.Readings(MeterRoles.Declared(site), first, (before, count), journal)
            : MeterGrid.Of(meters, firstMeter, early, before + count);
        var roles = MeterRoles.Of(site, request.SiteFile, readings);
        PlausibleEnergy.Check(site, roles, first, sources);
        var above = PlausibleEnergy.Notes(site, roles, first).ToList();
        (var earlier, roles) = (roles.Readings[..before], roles.From(before));
        var grid = new IntervalGrid(site.TimeZone, first, count)
        {
            Ledger = ledger,
            Rules = library.Find(site.Operator),
            Point = site.SettlementPoint,
            Scheme = scheme,
            SchemeSource = scheme is null ? -1 : sources.Add(scheme.Path, scheme.Source),
            HasPositions = SchemePrice.HasPositions(site),
        };
        var demands = ledger is null || !meters.IsEmpty ? [] : ledger.Demands.Of(LookBack.Months(site, request)).ToList();
        demands.ForEach(month => sources.Add(request.Journal ?? dataFolder, month.Demand.Source));
        var hashprices = Hashprices(site, request, range, cancellation);
        var awarded = request.Awards.Select(path => AwardFileReader.Read(path, site.Currency, cancellation)).ToImmutableArray();
        var (intervals, awards) = (grid.Of(roles.Readings, prices), AwardRows.Of(site, awarded, file => sources.Add(file.Path, file.Source), isOver: true));
        var input = new SettlementInput(range, intervals, roles.SubMeters, awards, RuleVersions.Of(site, library), [])
        {
            Earlier = LookBack.Of(site.TimeZone, first, earlier),
            AtPeaks = ledger is null || !meters.IsEmpty ? []
                : LookBack.AtPeaks(site, request, (ledger, journal), early.Start, window => sources.Add(request.Journal ?? dataFolder, window.Source)),
            Demands = [.. demands.Where(static one => one.Demand.Highest is not null).Select(static one => new MonthDemand(one.Month, one.Window, one.Demand.Highest!.Value))],
            LargestLoads = LargestLoads.Of(site, library.Find(site.Operator), range, ledger?.Loads ?? []),
            Notes =
            [
                .. RulesSaid(site, library, first, count),
                .. LimitsSaid(library.Find(site.Operator), range, prices.Prices),
                .. prices.Prices.Findings.Select(finding => finding.Detail),
                .. StandIns(grid.StandIns, prices.Prices),
                .. Schemed(grid.Schemed, scheme),
                .. awarded.SelectMany(static file => file.Findings.Select(finding => (Wording)$"{file.Source.Name}: {finding.Detail}")),
                .. new AwardNotes(site.Site, site.Currency, library.Find(site.Operator)).Of(range, intervals, awards),
                .. readings.Findings.Select(finding => finding.Detail),
                .. roles.Notes,
                .. above,
                .. MonthDemands.Notes(demands),
                .. SubMeterSum.Notes(roles.Readings, roles.SubMeters),
            ],
        };
        return new(input with { Sources = sources.Files }, new(site.Site, site.Currency, hashprices, ledger) { Plans = ledger }, sources.Paths);
    }

    private static SourceList Named(SiteDefinition site, string siteFile)
    {
        var sources = new SourceList();
        sources.Add(siteFile, InputFile.OfSite(siteFile).Source);
        foreach (var (name, path) in site.Beside)
        {
            sources.Add(path, InputFile.OfSite(path).Source with { Name = name, Form = "named by the site file" });
        }

        return sources;
    }

    private static ImmutableArray<MeterFile> Meters(SettleRequest request, SourceList sources, CancellationToken cancellation)
    {
        var meters = request.Meters.Select(path => MeterFileReader.Read(path, cancellation)).ToImmutableArray();
        foreach (var meter in meters)
        {
            sources.Add(meter.Path, meter.Source);
        }

        return meters;
    }

    private static IEnumerable<Wording> RulesSaid(SiteDefinition site, RuleLibrary library, Slot first, int count)
    {
        var starts = Enumerable.Range(0, count).Select(number => first.Start + (first.Length * number));
        var intervals = library.Find(site.Operator) is { } rules ? RuleFindings.Intervals(rules, site.SettlementPoint, first.Length, starts) : [];
        return RuleFindings.Of(site, library).Concat(intervals).Select(finding => finding.Detail);
    }

    // The prices that settle the range and no others of their files.
    private static IEnumerable<Wording> LimitsSaid(MarketRules? rules, Interval range, SettlementPrices prices)
    {
        if (rules is null)
        {
            return [];
        }

        var isDayAhead = prices.Findings.Any(static finding => finding.Kind == PriceSeriesLoader.DayAheadOnly);
        var points = prices.Physical.Point == prices.Financial.Point ? [prices.Financial] : new[] { prices.Physical, prices.Financial };
        return points.SelectMany(point => RuleFindings.Limits(rules, point.Point, Within(point, range), isDayAhead)).Select(static finding => finding.Detail);
    }

    private static IEnumerable<(Instant Start, decimal Price)> Within(PointPrices point, Interval range) => point.StartsUnixSeconds
        .Select((start, row) => (Start: Instant.FromUnixTimeSeconds(start), Price: point.Values[row])).Where(one => range.Contains(one.Start));

    private static Wording[] StandIns(int count, SettlementPrices prices) => count == 0 ? [] :
        [$"{prices.Physical.Point} has no price in {count} intervals: {prices.Financial.Point} stands in for it as the price of metered load."];

    private static Wording[] Schemed(int count, SchemePrice? scheme) => count == 0 || scheme is null ? [] :
        [$"In {count} intervals metered load is priced at {scheme.Series} of {scheme.Source.Name}, the scheme '{scheme.Id}' that the site takes part in, and not at the market's price."];

    private static Interval Range(SiteDefinition site, SettleRequest request)
    {
        if (request.To <= request.From)
        {
            throw new RefusedException(
                BacktestErrors.RangeIsEmpty, $"--from {request.From:uuuu-MM-dd} --to {request.To:uuuu-MM-dd} holds no day.");
        }

        var (start, end) = (request.From.AtStartOfDayInZone(site.TimeZone).ToInstant(), request.To.AtStartOfDayInZone(site.TimeZone).ToInstant());
        return new(start, request.Until is { } until && until < end ? Instant.Max(start, until) : end);
    }

    private static int Count(SettleRequest request, Interval range, Duration step)
    {
        var ticks = step.BclCompatibleTicks;
        if (range.Start.ToUnixTimeTicks() % ticks != 0 || (request.Until is null && range.Duration.BclCompatibleTicks % ticks != 0))
        {
            throw new RefusedException(StatementErrors.OffGrid, $"--from {request.From:uuuu-MM-dd} begins at {InstantPattern.General.Format(range.Start)}, between two intervals of {step.TotalMinutes} minutes.");
        }

        return (int)(range.Duration.BclCompatibleTicks / ticks);
    }

    private static HashpriceSeries? Hashprices(SiteDefinition site, SettleRequest request, Interval range, CancellationToken cancellation)
    {
        var series = request.Hashprice is { } path
            ? HashpriceLoader.FromFiles(MarketFileReader.Read(path, cancellation))
            : site.Hashprice is { } constant ? HashpriceSeries.Constant(constant) : null;
        if (site.Site.Loads.FirstOrDefault(load => load.Value is null) is not { } hungry)
        {
            return series;
        }

        if (series is null)
        {
            throw new RefusedException(
                BacktestErrors.HashpriceMissing, $"{request.SiteFile}: load '{hungry.Id}' has no value of its own and the site no hash price.");
        }

        var last = (range.End - Duration.FromTicks(1)).InUtc().Date;
        for (var day = range.Start.InUtc().Date; day <= last; day = day.PlusDays(1))
        {
            if (series.On(day) is null)
            {
                throw new RefusedException(
                    BacktestErrors.HashpriceDoesNotCover,
                    $"{request.Hashprice}: no hash price for {day:uuuu-MM-dd} (UTC); the series reaches from {series.First:uuuu-MM-dd} to {series.Last:uuuu-MM-dd}.");
            }
        }

        return series;
    }
}
