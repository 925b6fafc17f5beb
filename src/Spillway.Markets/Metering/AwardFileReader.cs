using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.Markets.Metering;

/// <summary>Reads awards files: what was awarded to a contract ahead and in real time, at which clearing prices, and what of
/// it was called.</summary>
public static class AwardFileReader
{
    private const string Form = "awards (CSV)";
    private const string Minutes = "interval_minutes";
    private const int MinutesPerHour = 60;

    /// <summary>The columns of an awards file, in any order; the last four may be left out.</summary>
    /// <param name="currency">The site's currency.</param>
    /// <returns>Their names.</returns>
    public static ImmutableArray<string> Columns(string currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        var lower = currency.ToLowerInvariant();
        return
        [
            "interval_start_utc", "contract", "product", "award_mw", $"price_{lower}_per_mwh",
            "rt_award_mw", $"rt_price_{lower}_per_mwh", "deployed_mw", Minutes,
        ];
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; gzip and a zip of one member are unwrapped, within written limits.</param>
    /// <param name="currency">The site's currency, which the columns of prices name.</param>
    /// <param name="cancellation">Stops before the reading.</param>
    /// <returns>Its rows.</returns>
    /// <exception cref="RefusedException">One of <see cref="AwardFileErrors"/> or <see cref="MarketFileErrors"/>; the message
    /// names file, line, value, unit and what to do.</exception>
    public static AwardFile Read(string path, string currency, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(currency);
        var content = FileContent.Read(path, cancellation);
        if (content.Members.Length != 1)
        {
            throw new RefusedException(AwardFileErrors.NotAnAwardsFile, $"{path} is an archive of {content.Members.Length} files.");
        }

        var draft = new FileDraft(path) { Member = content.Members[0].Name };
        using var rows = Tables.Csv(draft, content.Members[0].Bytes).GetEnumerator();
        var columns = rows.MoveNext() ? Places(rows.Current, currency) : throw new RefusedException(MarketFileErrors.Empty, $"{path} is empty.");
        var drafts = new List<AwardDraft>();
        while (rows.MoveNext())
        {
            if (!rows.Current.IsBlank)
            {
                drafts.Add(Draft(rows.Current, columns));
            }
        }

        if (drafts.Count == 0)
        {
            throw new RefusedException(MarketFileErrors.Empty, $"{path} has a header and no award.");
        }

        var lengths = AwardLengths.Of(drafts);
        var awards = drafts.Select(award => award.Row with { Length = Length(draft, award, lengths) }).ToList();
        var kept = Distinct(draft, awards);
        var twice = awards.Count - kept.Length;
        return new(
            path,
            new(System.IO.Path.GetFileName(path), content.Sha256, Form),
            kept,
            twice == 0 ? [] : [new("duplicate-awards", twice, $"{twice} awards stand in the file twice with the same figures: each counts once.")]);
    }

    private static int[] Places(TableRow header, string currency)
    {
        var wanted = Columns(currency);
        var names = Enumerable.Range(0, header.Cells.Length).Select(header.Text).ToList();
        const int Required = 5;
        var missing = wanted.Take(Required).FirstOrDefault(column => !names.Contains(column));
        var unknown = names.FirstOrDefault(name => !wanted.Contains(name));
        return missing is null && unknown is null && names.Distinct().Count() == names.Count
            ? [.. wanted.Select(column => names.IndexOf(column))]
            : throw header.Refuse(AwardFileErrors.NotAnAwardsFile, -1, $"the header is '{string.Join(',', names)}'; {(missing is not null ? $"'{missing}' is missing" : unknown is not null ? $"'{unknown}' is no column of an awards file" : "a column stands there twice")}. Its columns are {string.Join(',', wanted)}");
    }

    private static AwardDraft Draft(TableRow row, int[] columns)
    {
        if (!InstantText.TryParse(row.Text(columns[0]), out var start))
        {
            throw row.Refuse(MarketFileErrors.NotATime, columns[0], $"'{row.Text(columns[0])}' is not an instant");
        }

        foreach (var column in new[] { columns[1], columns[2] })
        {
            if (row.Text(column).Length == 0)
            {
                throw row.Refuse(AwardFileErrors.Blank, column, "the contract or the product is blank");
            }
        }

        var minutes = Figure(row, columns[8]);
        return new(
            new(
                Instant.FromUnixTimeSeconds(start),
                Duration.Zero,
                new(row.Text(columns[1])),
                row.Text(columns[2]),
                new(Required(row, columns[3], "award_mw")),
                new(Required(row, columns[4], "the price")),
                Figure(row, columns[5]) is { } carried ? new Megawatts(carried) : null,
                Figure(row, columns[6]) is { } price ? new EnergyPrice(price) : null,
                Figure(row, columns[7]) is { } deployed ? new Megawatts(deployed) : null,
                0,
                row.Number),
            minutes);
    }

    private static decimal? Figure(TableRow row, int column) => column < 0 ? null : row.Figure(column);

    private static decimal Required(TableRow row, int column, string what) =>
        row.Figure(column) ?? throw row.Refuse(AwardFileErrors.Blank, column, $"{what} is blank");

    private static Duration Length(FileDraft draft, AwardDraft award, AwardLengths lengths)
    {
        var row = award.Row;
        var minutes = award.Minutes ?? lengths[row];
        if (minutes <= 0m || minutes != decimal.Truncate(minutes) || MinutesPerHour % minutes != 0m)
        {
            throw draft.Refuse(AwardFileErrors.WrongLength, new("", row.Row), $"the award of {row.Product} lasts {minutes} minutes");
        }

        return row.Start.ToUnixTimeSeconds() % (long)(minutes * 60m) == 0
            ? Duration.FromMinutes((long)minutes)
            : throw draft.Refuse(AwardFileErrors.OffGrid, new("", row.Row), $"an award of {minutes} minutes starts at {InstantPattern.General.Format(row.Start)}");
    }

    private static ImmutableArray<AwardRow> Distinct(FileDraft draft, List<AwardRow> awards)
    {
        var kept = ImmutableArray.CreateBuilder<AwardRow>(awards.Count);
        foreach (var row in awards.OrderBy(row => row.Product, StringComparer.Ordinal).ThenBy(row => row.Contract).ThenBy(row => row.Start).ThenBy(row => row.Row))
        {
            if (kept.Count > 0 && kept[^1] is var last && (last.Product, last.Contract) == (row.Product, row.Contract) && row.Start < last.Start + last.Length)
            {
                if (last == row with { Row = last.Row })
                {
                    continue;
                }

                throw draft.Refuse(AwardFileErrors.AwardsOverlap, new("", row.Row), $"{row.Product} of contract '{row.Contract}' from {InstantPattern.General.Format(row.Start)} on overlaps line {last.Row}, from {InstantPattern.General.Format(last.Start)} on");
            }

            kept.Add(row);
        }

        return kept.DrainToImmutable();
    }
}
