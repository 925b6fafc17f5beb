using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Rules;
using Spillway.App.Statements.Books;
using Spillway.App.Statements.Ledgers;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Journal.Sqlite;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.App.Statements.Trails;

/// <summary>Walks a line back to the rows of the files, the contract, the rule and the journal's record.</summary>
/// <param name="dataFolder">The data folder, with the journal.</param>
public sealed class TrailFinder(string dataFolder)
{
    private const int FirstSource = 0;

    /// <summary>Explains a booked line.</summary>
    /// <param name="book">The site's book.</param>
    /// <param name="name">The line's name.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>The trail; null where no version has the line.</returns>
    public async Task<LineTrail?> BookedAsync(StatementBook book, string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(book);
        var versions = ImmutableArray.CreateBuilder<(BookVersion Version, BookedLine Line)>();
        foreach (var version in book.Months.Where(month => MayHold(month, name)).SelectMany(month => book.Versions(month)))
        {
            versions.AddRange(book.Lines(version).Where(line => line.Line.Id.ToString() == name).Select(line => (version, line)));
        }

        if (versions.Count == 0)
        {
            return null;
        }

        var standing = versions.LastOrDefault(one => !one.Line.IsReversal);
        var steps = await StepsAsync(standing.Line.Line, standing.Version.Currency, standing.Version.Sources, cancellation).ConfigureAwait(false);
        return new(standing.Line.Line, standing.Version.Currency, steps, versions.DrainToImmutable());
    }

    /// <summary>Explains a line of a statement that is not booked.</summary>
    /// <param name="line">The line.</param>
    /// <param name="currency">Of its amount.</param>
    /// <param name="sources">The files the statement was made from.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>The trail.</returns>
    public async Task<LineTrail> FreshAsync(StatementLine line, string currency, ImmutableArray<BookSource> sources, CancellationToken cancellation) =>
        new(line, currency, await StepsAsync(line, currency, sources, cancellation).ConfigureAwait(false), []);

    // A line stands in the book of its own local month, or as a correction in a later one.
    private static bool MayHold(YearMonth month, string name) =>
        InstantPattern.General.Parse(name.Split('/')[0]) is not { Success: true } start || month.PlusMonths(1) >= start.Value.InUtc().Date.ToYearMonth();

    private async Task<ImmutableArray<TrailStep>> StepsAsync(StatementLine line, string currency, ImmutableArray<BookSource> sources, CancellationToken cancellation)
    {
        var steps = ImmutableArray.CreateBuilder<TrailStep>();
        if (line.Basis.Reading is { } reading)
        {
            steps.Add(Named(RowNames.Of(line.Id), reading, sources, cancellation));
        }

        var stated = line.Id.Contract is { } own && sources.Length > 0 ? new SiteRows(sources[FirstSource], own) : null;
        if (line.Basis.Reading is null && stated?.Quantity(line) is { } quantity)
        {
            steps.Add(quantity);
        }

        if (line.Basis.Price is { } price)
        {
            steps.Add(price.Source < 0
                ? OfNoFile(price, stated, currency)
                : AwardOf(line) is { } award
                    ? Named("price", award, sources, cancellation)
                    : Price(price, line.Price, sources, cancellation));
        }

        if (line.Id.Contract is { } contract && sources.Length > 0)
        {
            steps.Add(Contract(contract, sources[FirstSource], cancellation));
        }

        steps.Add(new("rule", "", null, line.Basis.RuleVersion));
        if (line.Basis.JournalSequence is { } sequence)
        {
            steps.Add(await JournalAsync(sequence, cancellation).ConfigureAwait(false));
        }

        return steps.DrainToImmutable();
    }

    // A contract's own figure, or one of the market's rules: rules:FILE:WHAT.
    private static TrailStep OfNoFile(PriceId price, SiteRows? stated, string currency)
    {
        if (price.Series.Split(':') is ["rules", var file, var what])
        {
            return new("price", "", null, $"the market's rules, {file}, {what}");
        }

        return stated is not null && price.Series.StartsWith("clause:", StringComparison.Ordinal)
            ? stated.Price(price.Series, currency)
            : new("price", "", null, $"the contract's own figure '{price.Series}'");
    }

    // An award's own clearing price stands in the award's row; another contract's award of the same hour is not meant.
    private static ReadingId? AwardOf(StatementLine line) =>
        RowNames.IsAward(line.Id) && line.Basis.Reading is { } award && line.Basis.Price?.Source == award.Source ? award : null;

    private static TrailStep Named(string what, ReadingId reading, ImmutableArray<BookSource> sources, CancellationToken cancellation)
    {
        if (reading.Source < 0 || reading.Source >= sources.Length)
        {
            return new(what, "", null, reading.ToString());
        }

        var source = sources[reading.Source];
        return Row(what, source, () => RawRow.At(source.Path, reading.Row, cancellation), reading.Row, reading.ToString());
    }

    private static TrailStep Price(PriceId price, decimal value, ImmutableArray<BookSource> sources, CancellationToken cancellation)
    {
        var source = sources[price.Source];
        if (source.File.Form == SchemePrice.Form)
        {
            return Row("price", source, () => Seasonal(source.Path, price.Series, cancellation), null, string.Create(CultureInfo.InvariantCulture, $"{value}, {price.Series} of {source.File.Name}"));
        }

        var known = string.Create(CultureInfo.InvariantCulture, $"{value} at {price.Series} from {InstantPattern.General.Format(price.Start)} on, read as {source.File.Form}");
        return Row("price", source, () => RawRow.OfPrice(source.Path, SettlementPoint.FromColumn(price.Series), price.Start, cancellation), null, known);
    }

    private static TrailStep Row(string what, BookSource source, Func<RawRow?> find, int? number, string known)
    {
        if (source.File.Form == JournalLedger.Form)
        {
            return new(what, "", null, $"{known}, from the {source.File.Form}, {source.File.Name}");
        }

        if (source.Path.Length == 0 || !File.Exists(source.Path))
        {
            return new(what, source.File.Name, number, source.Path.Length == 0 ? known : $"{known}; the file is no longer there");
        }

        try
        {
            var row = find();
            return row is null ? new(what, source.Path, number, known)
                : row.Sha256 == source.File.Sha256 ? new(what, source.Path, row.Number, row.Text)
                : new(what, source.Path, number, $"{known}; the file has changed since and says now: {row.Text}");
        }
        catch (RefusedException refusal)
        {
            return new(what, source.Path, number, $"{known}; the file cannot be read now: {refusal.What}");
        }
    }

    // The line of the price itself, within the entry of its scheme.
    private static RawRow? Seasonal(string path, string series, CancellationToken cancellation)
    {
        var (isList, isEntry) = (false, false);
        return RawRow.First(
            path,
            text =>
            {
                isList = text.StartsWith("seasonal_prices:", StringComparison.Ordinal) || (isList && (text.Length == 0 || text[0] is ' ' or '#' or '-'));
                isEntry = isList && (Regex.Match(text, """\bid:\s*["']?([^"'\s,#}]+)""") is { Success: true } id ? SchemePrice.SeriesOf(id.Groups[1].Value) == series : isEntry);
                return isEntry && Regex.IsMatch(text, """\bprice_[a-z]+_per_mwh:""");
            },
            cancellation);
    }

    private static TrailStep Contract(ContractId contract, BookSource site, CancellationToken cancellation)
    {
        if (site.Path.Length == 0 || !File.Exists(site.Path))
        {
            return new("contract", site.File.Name, null, contract.Text);
        }

        var isWithin = false;
        var row = RawRow.First(site.Path, text => (isWithin |= text.StartsWith("contracts:", StringComparison.Ordinal)) && Names(text, contract), cancellation);
        return row is null
            ? new("contract", site.Path, null, contract.Text)
            : new("contract", site.Path, row.Number, row.Text.Trim() + (row.Sha256 == site.File.Sha256 ? "" : "; the file has changed since"));
    }

    private static bool Names(string text, ContractId contract) =>
        Regex.IsMatch(text, $"""\bid:\s*["']?{Regex.Escape(contract.Text)}["']?(\s|,|#|\u007d|$)""");

    private async Task<TrailStep> JournalAsync(long sequence, CancellationToken cancellation)
    {
        var folder = SqliteJournal.FolderIn(dataFolder);
        try
        {
            await foreach (var record in SqliteJournal.ReadBeside(folder, sequence, cancellation).ConfigureAwait(false))
            {
                return new("journal", folder, null, record.Number == sequence
                    ? string.Create(CultureInfo.InvariantCulture, $"record {record.Number}, a {record.Kind} of {InstantPattern.ExtendedIso.Format(record.At)}")
                    : string.Create(CultureInfo.InvariantCulture, $"record {sequence}, which is no longer kept"));
            }
        }
        catch (RefusedException refusal)
        {
            return new("journal", folder, null, string.Create(CultureInfo.InvariantCulture, $"record {sequence}; {refusal.What}"));
        }

        return new("journal", folder, null, string.Create(CultureInfo.InvariantCulture, $"record {sequence}, which is not there"));
    }
}
