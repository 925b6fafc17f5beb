using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Files;

namespace Spillway.Markets.Archive;

/// <summary>Reads what a policy may know beside the real-time price, with the time each figure was known.</summary>
/// <remarks>A day-ahead price of local day D is known from the time that the market's rules state for its results; where they
/// state none, from 13:30 market time on D−1. A load or wind hour is known one hour after its end.</remarks>
public static class PublicationLoader
{
    private static readonly LocalTime _dayAheadKnown = new(13, 30);
    private static readonly Duration _hour = Duration.FromHours(1);

    /// <summary>Makes publications of one kind from files; where two of them disagree, the later one stands.</summary>
    /// <param name="files">The files, the later after the earlier.</param>
    /// <param name="kind">What they are to tell. A tidy file of hourly prices does not say whether it is day-ahead: the kind does.</param>
    /// <param name="market">The site's market; its time zone decides which day an hour belongs to.</param>
    /// <param name="rules">The market's rules; null where it has none.</param>
    /// <returns>The publications and what was found.</returns>
    /// <exception cref="RefusedException">A file holds nothing of the kind.</exception>
    public static LoadedPublications FromFiles(
        IReadOnlyList<MarketFile> files, PublicationKind kind, string market, MarketRules? rules)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(market);
        return Of([.. files.SelectMany(file => Matching(file, kind))], kind, MarketZones.Of(market, rules), rules);
    }

    /// <summary>Makes publications of one kind from the archive.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="kind">What they are to tell.</param>
    /// <param name="market">The site's market; its time zone decides which day an hour belongs to.</param>
    /// <param name="rules">The market's rules; null where it has none.</param>
    /// <param name="to">Hours that start before this.</param>
    /// <returns>The publications and what was found.</returns>
    /// <exception cref="RefusedException">The archive holds nothing of the kind.</exception>
    public static LoadedPublications FromArchive(PriceArchive archive, PublicationKind kind, string market, MarketRules? rules, Instant to)
    {
        ArgumentNullException.ThrowIfNull(archive);
        var sources = archive.Sources();
        var series = archive.Query(key => (key.Market == market || key.Market == PriceSeriesLoader.AnyMarket) && IsOf(key, kind), Instant.FromUnixTimeSeconds(0), to);
        ImmutableArray<PriceColumn> columns = [.. series.Where(static one => one.Interval <= _hour).Select(one => new PriceColumn(
            one.Key, one.Interval, one.StartsUnixSeconds, one.Values, one.Revisions, [.. one.Sources.Distinct().Order().Select(number => sources[number - 1].File)]))];
        return columns.IsEmpty
            ? throw new RefusedException(ArchiveErrors.NothingThere, $"The archive holds no {Wording.Of(Name(kind))} of {market} by the hour or shorter.")
            : Of(columns, kind, MarketZones.Of(market, rules), rules);
    }

    private static LoadedPublications Of(ImmutableArray<PriceColumn> columns, PublicationKind kind, DateTimeZone zone, MarketRules? rules)
    {
        var disagreements = new List<Disagreement>();
        var publications = new List<Publication>();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var group in columns.GroupBy(column => column.Key.Point))
        {
            var column = ColumnOverlay.Of([.. group], disagreements);
            var (hours, incomplete) = Hours(column);
            publications.AddRange(hours.Select(hour => new Publication(
                kind, group.Key.ToString(), hour.Start, _hour, KnownAt(kind, hour.Start, zone, rules), (double)hour.Value)));
            if (incomplete > 0)
            {
                findings.Add(new("incomplete-hours", incomplete, $"{group.Key}: hours with a part missing were left out."));
            }
        }

        findings.AddRange(ColumnOverlay.Findings(disagreements));
        return new(
            [.. publications.OrderBy(one => one.Start).ThenBy(one => one.Point, StringComparer.Ordinal)], findings.DrainToImmutable());
    }

    private static ImmutableArray<PriceColumn> Matching(MarketFile file, PublicationKind kind)
    {
        ImmutableArray<PriceColumn> columns = [.. file.Columns
            .Where(column => IsOf(column.Key, kind, file.Interval))
            .Select(column => new PriceColumn(
                column.Key, file.Interval, column.StartsUnixSeconds, column.Values, [], [file.Source]))];
        if (columns.IsEmpty || file.Interval > _hour)
        {
            throw new RefusedException(
                ArchiveErrors.NothingThere,
                $"'{file.Source.Name}' ({file.Source.Form}) holds no {Wording.Of(Name(kind))} by the hour or shorter.");
        }

        return columns;
    }

    private static bool IsOf(SeriesKey key, PublicationKind kind, Duration interval) =>
        IsOf(key, kind) || (kind == PublicationKind.DayAheadPrice && key.Product == Product.RealTimePrice && interval == _hour);

    private static bool IsOf(SeriesKey key, PublicationKind kind) => kind switch
    {
        PublicationKind.DayAheadPrice => key.Product == Product.DayAheadPrice,
        PublicationKind.SystemLoad => key.Product == Product.SystemLoad,
        _ => key.Product == Product.Generation && key.Point.Name.StartsWith("Wind", StringComparison.OrdinalIgnoreCase),
    };

    private static string Name(PublicationKind kind) => kind switch
    {
        PublicationKind.DayAheadPrice => "day-ahead prices",
        PublicationKind.SystemLoad => "system load",
        _ => "wind generation",
    };

    private static Instant KnownAt(PublicationKind kind, Instant start, DateTimeZone zone, MarketRules? rules)
    {
        if (kind != PublicationKind.DayAheadPrice)
        {
            return start + _hour + _hour;
        }

        var day = start.InZone(zone).Date;
        return rules?.Find(start)?.Gate(GateKind.DayAheadResults) is { } gate
            ? gate.At(day)
            : (day.PlusDays(-1) + _dayAheadKnown).InZoneLeniently(zone).ToInstant();
    }

    /// <summary>Hours: energy is summed (MWh in an hour are MW), a mean power or a price is averaged.</summary>
    private static (List<(Instant Start, decimal Value)> Hours, int Incomplete) Hours(PriceColumn column)
    {
        var parts = (int)(_hour / column.Interval);
        var hours = new List<(Instant, decimal)>(column.Starts.Length / parts);
        var incomplete = 0;
        var row = 0;
        while (row < column.Starts.Length)
        {
            var start = column.Starts[row] - (column.Starts[row] % NodaConstants.SecondsPerHour);
            var (sum, count) = (0m, 0);
            for (; row < column.Starts.Length && column.Starts[row] < start + NodaConstants.SecondsPerHour; row++)
            {
                sum += column.Values[row];
                count++;
            }

            if (count < parts)
            {
                incomplete++;
                continue;
            }

            hours.Add((Instant.FromUnixTimeSeconds(start), column.Key.Product == Product.Generation ? sum : sum / count));
        }

        return (hours, incomplete);
    }
}
