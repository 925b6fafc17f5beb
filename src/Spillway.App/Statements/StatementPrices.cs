using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;
using Spillway.Markets.Metering;

namespace Spillway.App.Statements;

/// <summary>Finds the market's prices for a statement: in files, in the archive, or nowhere, where a scheme's price is all that is needed.</summary>
/// <param name="site">The site.</param>
/// <param name="request">What was asked for.</param>
/// <param name="dataFolder">Where the archive lies.</param>
/// <param name="library">The market rules, which know what settles a zone.</param>
/// <param name="sources">Takes the files.</param>
internal sealed class StatementPrices(SiteDefinition site, SettleRequest request, string dataFolder, RuleLibrary library, SourceList sources)
{
    /// <summary>Finds them.</summary>
    /// <param name="range">The range.</param>
    /// <param name="scheme">The scheme whose price replaces the market's; null for none.</param>
    /// <param name="meters">The meter files: where no price is published their readings tell how long an interval is.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <exception cref="RefusedException">A file is refused, or no price is there and none stands for it.</exception>
    public SourcedPrices Find(Interval range, SchemePrice? scheme, ImmutableArray<MeterFile> meters, CancellationToken cancellation)
    {
        if (!request.Prices.IsEmpty)
        {
            return OfFiles(range, cancellation);
        }

        var unpublished = Unpublished(range, scheme, meters);
        var pair = SitePair.In(site, library, range);
        try
        {
            var archived = SettlementPriceLoader.FromArchive(new(dataFolder), site.Operator, (site.SettlementPoint, pair), range.Start, range.End);
            return new(archived, [.. archived.Sources.Select(source => sources.Add("", source))]);
        }
        catch (RefusedException refusal) when (refusal.Code == ArchiveErrors.NothingThere && unpublished is not null)
        {
            // The scheme's price needs no market's beside it.
            return unpublished;
        }
    }

    private SourcedPrices OfFiles(Interval range, CancellationToken cancellation)
    {
        var files = new List<MarketFile>();
        var paths = new Dictionary<SourceFile, string>();
        foreach (var path in request.Prices)
        {
            foreach (var part in MarketFileReader.Read(path, cancellation))
            {
                files.Add(part);
                paths.TryAdd(part.Source, path);
            }
        }

        var loaded = SettlementPriceLoader.FromFiles(files, site.Operator, site.SettlementPoint, SitePair.In(site, library, range));
        return new(loaded, [.. loaded.Sources.Select(source => sources.Add(paths[source], source))]);
    }

    private SourcedPrices? Unpublished(Interval range, SchemePrice? scheme, ImmutableArray<MeterFile> meters)
    {
        if (scheme is null || !HoldsWithin(range, scheme) || Step(meters) is not { } step)
        {
            return null;
        }

        var none = new PointPrices(site.SettlementPoint, [], [], []);
        return new(new(step, none, none, [], [new("unpublished", 1, $"No market price is given: only intervals in which {scheme.Series} holds are settled.")]), []);
    }

    private static bool HoldsWithin(Interval range, SchemePrice scheme)
    {
        var at = range.Start;
        while (at < range.End && !scheme.Holds(at))
        {
            at += Duration.FromDays(1);
        }

        return at < range.End;
    }

    // Readings say when an interval begins; the shortest time between two of one meter is how long it is.
    private static Duration? Step(ImmutableArray<MeterFile> meters)
    {
        var shortest = meters.SelectMany(file => file.Meters)
            .SelectMany(meter => meter.StartsUnixSeconds.Order().Distinct().ToList() is var starts ? starts.Zip(starts.Skip(1), (one, next) => next - one) : [])
            .DefaultIfEmpty(0L).Min();
        return shortest > 0 ? Duration.FromSeconds(shortest) : null;
    }
}
