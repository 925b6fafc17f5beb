using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spillway.App.Api;
using Spillway.App.Sites;
using Spillway.App.Statements.Books;
using Spillway.App.Statements.Ledgers;
using Spillway.App.Statements.Trails;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.App.Earnings;

/// <summary>Walks a line of the desk's statement back to what it came from, as far as it lies with the desk: the row of the price
/// file that was followed, and the journal's record itself.</summary>
/// <param name="room">The desk and its surroundings.</param>
public sealed class LineWalk(DeskRoom room)
{
    private const int MostLetters = 2000;
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Walks a line back.</summary>
    /// <param name="settled">The statement.</param>
    /// <param name="name">The line's whole name.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>The trail; booked versions of the line stand in it where there are any.</returns>
    /// <exception cref="RefusedException"><see cref="BookErrors.NoSuchLine"/>.</exception>
    public async Task<LineTrail> OfAsync(SettledPeriod settled, string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settled);
        var line = settled.Statement.Lines.FirstOrDefault(line => line.Id.ToString() == name)
            ?? throw new RefusedException(BookErrors.NoSuchLine, $"'{name}' is not in the statement of {settled.Period.From:uuuu-MM-dd} to {settled.Period.To:uuuu-MM-dd}.");
        var finder = new TrailFinder(room.DataFolder);
        var trail = await finder.FreshAsync(line, settled.Statement.Currency, settled.Loaded.Files, cancellation).ConfigureAwait(false);
        var booked = await finder.BookedAsync(new(room.DataFolder, room.View.Site.Site.Id), name, cancellation).ConfigureAwait(false);
        var record = await RecordAsync(line, cancellation).ConfigureAwait(false);
        return trail with
        {
            Steps = [.. trail.Steps, .. PriceRow(settled, line, cancellation) is { } row ? (TrailStep[])[row] : [], .. record is { } kept ? (TrailStep[])[kept] : []],
            Versions = booked?.Versions ?? [],
        };
    }

    // A price that the journal holds came from a file or a feed: a file's row can still be looked up.
    private TrailStep? PriceRow(SettledPeriod settled, StatementLine line, CancellationToken cancellation)
    {
        if (line.Basis.Price is not { Source: >= 0 } price || settled.Statement.Sources[price.Source].Form != JournalLedger.Form
            || room.View.Site.Installation?.Prices is not { Kind: not PriceSourceKind.PolledHttp } source)
        {
            return null;
        }

        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(room.SiteFile))!, source.Place);
        try
        {
            return RawRow.OfPrice(path, SettlementPoint.FromColumn(price.Series), price.Start, cancellation) is { } row
                ? new("price-row", Path.GetFileName(path), row.Number, row.Text) : null;
        }
        catch (RefusedException refusal)
        {
            return new("price-row", Path.GetFileName(path), null, refusal.What);
        }
    }

    // Of the record of a step what money rests on: the prices that came, and the price the interval is settled at.
    private async Task<TrailStep?> RecordAsync(StatementLine line, CancellationToken cancellation)
    {
        if (line.Basis.JournalSequence is not { } sequence || room.Journal is null)
        {
            return null;
        }

        await foreach (var record in room.Journal.ReadAsync(sequence, cancellation).ConfigureAwait(false))
        {
            return record.Number == sequence && JsonNode.Parse(record.Payload.Span) is JsonObject all ? new("record", "", null, Excerpt(all)) : null;
        }

        return null;
    }

    private static string Excerpt(JsonObject all)
    {
        var excerpt = new JsonObject();
        foreach (var name in new[] { "prices", "settlement_price_per_mwh", "settlement_hashprice_per_ph_day", "measured" })
        {
            if (all[name] is { } value)
            {
                excerpt[name] = value.DeepClone();
            }
        }

        var text = excerpt.ToJsonString(_plain);
        return text.Length <= MostLetters ? text : text[..MostLetters] + "…";
    }
}
