using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using NodaTime;
using Spillway.App.Rules;
using Spillway.Engine;
using Spillway.Markets;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;
using Spillway.Markets.Synthetic;

namespace Spillway.App.Cli;

/// <summary><c>spillway prices export</c>: writes a tidy file that <c>prices import</c> reads back.</summary>
internal static class PricesExportCommand
{
    public static Command Create(Terminal terminal)
    {
        var filter = new PricesFilter();
        var from = PricesFilter.DayOption("--from", "The first interval starts here or later; a date is a local day of the market.");
        var to = PricesFilter.DayOption("--to", "The last interval starts before this; a date is a local day of the market.");
        var output = new Option<string>("--out") { Description = "The file to write; gzipped where its name ends in .gz.", HelpName = "FILE", Required = true };
        var isLong = new Option<bool>("--long") { Description = "One row an interval and point, instead of one column a point." };
        var command = new Command("export", "Write prices of the archive as a tidy CSV file.") { from, to, output, isLong };
        filter.AddTo(command);
        filter.Product.DefaultValueFactory = _ => "real-time";
        command.SetAction((parsed, cancellation) =>
        {
            var archive = new PriceArchive(terminal.DataFolder);
            var wanted = filter.Wanted(parsed);
            var zone = Zone(archive.Keys().Where(key => wanted(key)), RuleLibrary.Open(terminal.DataFolder), parsed.GetValue(from), parsed.GetValue(to));
            var series = archive.Query(
                wanted,
                parsed.GetValue(from)?.In(zone) ?? Instant.FromUnixTimeSeconds(0),
                parsed.GetValue(to)?.In(zone) ?? Instant.FromUtc(9999, 1, 1, 0, 0));
            var path = parsed.GetValue(output)!;
            Check(series, terminal.DataFolder, parsed.GetValue(isLong));
            ImmutableArray<SeriesColumn> columns = [.. series.Select(one => new SeriesColumn(one.Key, one.StartsUnixSeconds, one.Values))];
            var rows = TidyFile.Write(path, columns, parsed.GetValue(isLong), cancellation);
            terminal.Errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows of {series.Length} series written to '{path}'."));
            return Task.FromResult(0);
        });
        return command;
    }

    // A date means the market's own day, and so it needs one market, or several whose days are the same.
    private static DateTimeZone Zone(IEnumerable<SeriesKey> keys, RuleLibrary rules, DayOrInstant? from, DayOrInstant? to)
    {
        var zones = keys.Select(key => (key.Market, Zone: MarketZones.Of(key.Market, rules.Find(key.Market)))).DistinctBy(one => one.Zone).ToList();
        var hasDay = from is { At: null } || to is { At: null };
        if (hasDay && zones.Count > 1)
        {
            throw new RefusedException(
                ArchiveErrors.MixedMarkets,
                $"A date is a local day, and the days of {string.Join(" and ", zones.Select(one => $"{one.Market} ({one.Zone.Id})"))} differ.");
        }

        return zones.Count == 0 ? DateTimeZone.Utc : zones[0].Zone;
    }

    private static void Check(ImmutableArray<ArchivedSeries> series, string dataFolder, bool isLong)
    {
        if (series.IsEmpty)
        {
            throw new RefusedException(ArchiveErrors.NothingThere, $"The archive in '{dataFolder}' holds nothing of that.");
        }

        var first = series[0];
        var other = series.FirstOrDefault(one => one.Interval != first.Interval);
        if (other is not null)
        {
            throw new RefusedException(ArchiveErrors.MixedIntervals, FormattableString.Invariant(
                $"{first.Key.Point} has intervals of {first.Interval.TotalMinutes} min, {other.Key.Point} of {other.Interval.TotalMinutes} min: one file holds one length. Choose with --point or --market."));
        }

        var made = series.FirstOrDefault(one => SyntheticLabel.IsSynthetic(one.Key.Market));
        if (made is not null && (isLong || series.Any(one => one.Key.Market != made.Key.Market)))
        {
            throw new RefusedException(ArchiveErrors.MixedMarkets,
                $"The prices of '{made.Key.Market}' are made up, and only a wide file of nothing else can say so. Leave --long out, or choose with --market.");
        }

        var nameless = series.FirstOrDefault(one => !isLong && !TidyColumn.TellsAll(one.Key, one.Interval >= Duration.FromHours(1)) && made is null);
        if (nameless is not null && nameless.Key.Product != Product.Hashprice)
        {
            throw new RefusedException(ArchiveErrors.NeedsLong, $"The name {nameless.Key.Point} does not tell that it is a {TidyColumn.TypeWord(nameless.Key.Point)}.");
        }

        var twice = series.GroupBy(one => one.Key.Point).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new RefusedException(
                ArchiveErrors.MixedMarkets,
                $"{twice.Key} is there for the markets {string.Join(" and ", twice.Select(one => one.Key.Market))}.");
        }
    }
}
