using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.Markets.Feeds;

/// <summary>Reads an answer by a mapping.</summary>
/// <param name="source">What messages call the answer.</param>
/// <param name="mapping">Where it keeps what.</param>
/// <param name="point">The site's settlement point.</param>
/// <param name="paired">The other point of its pair, whose rows are kept beside its own; null where none are wanted.</param>
internal sealed class MappedRows(string source, FeedMapping mapping, SettlementPoint point, SettlementPoint? paired = null)
{
    private const long MostSeconds = 4_102_444_800;

    /// <summary>The site's own prices in the answer and those of the other point of its pair, oldest first; where one interval stands twice the
    /// later row holds.</summary>
    public PriceSeries Read(byte[] bytes)
    {
        var (prices, beside) = (new SortedDictionary<Instant, decimal>(), new SortedDictionary<Instant, decimal>());
        string? other = null;
        foreach (var (time, price, named) in mapping.Form == FeedForm.Json ? Json(bytes) : Csv(bytes))
        {
            var isPaired = named is not null && named == paired?.ToString();
            if (named is not null && named != point.ToString() && !isPaired)
            {
                other = named;
                continue;
            }

            var at = mapping.IsTimeOfEnd ? At(time) - mapping.Interval : At(time);
            if (at.ToUnixTimeTicks() % mapping.Interval.BclCompatibleTicks != 0)
            {
                throw Refuse($"has a price from {InstantPattern.General.Format(at)} on, where no interval of {mapping.Interval.TotalMinutes} minutes begins");
            }

            (isPaired ? beside : prices)[at] = Price(price);
        }

        if (prices.Count == 0 && (beside.Count > 0 ? paired.ToString() : other) is { } only)
        {
            throw Refuse($"has no row of '{point}'; one of its rows is of '{only}'");
        }

        return new(
            point,
            [point],
            mapping.Interval,
            [.. prices.Select(one => new PricedInterval(one.Key, new(one.Value), [(double)one.Value], []))],
            [])
        {
            Paired = paired is { } second ? [.. beside.Select(one => new PairedPrice(second, one.Key, new(one.Value)))] : [],
        };
    }

    private IEnumerable<(string Time, string Price, string? Point)> Json(byte[] bytes)
    {
        using var document = Parsed(bytes);
        var rows = document.RootElement;
        foreach (var name in mapping.Rows.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            rows = rows.ValueKind == JsonValueKind.Object && rows.TryGetProperty(name, out var inner)
                ? inner
                : throw Refuse($"has no '{name}' on the way to its rows '{mapping.Rows}'");
        }

        if (rows.ValueKind != JsonValueKind.Array)
        {
            throw Refuse($"has {rows.ValueKind} and no list at '{mapping.Rows}'");
        }

        var number = 0;
        foreach (var row in rows.EnumerateArray())
        {
            number++;
            if (row.ValueKind == JsonValueKind.Object && row.TryGetProperty(mapping.PriceField, out var empty) && empty.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            yield return (
                Field(row, mapping.TimeField, number),
                Field(row, mapping.PriceField, number),
                mapping.PointField is { } name ? Field(row, name, number) : null);
        }
    }

    private JsonDocument Parsed(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException cause)
        {
            throw Refuse($"is no JSON: {cause.Message}");
        }
    }

    private string Field(JsonElement row, string name, int number) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var field)
            && field.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? field.ValueKind == JsonValueKind.String ? field.GetString()! : field.GetRawText()
            : throw Refuse($"has no text or number '{name}' in row {number}");

    private IEnumerable<(string Time, string Price, string? Point)> Csv(byte[] bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var header = lines.Length == 0 ? throw Refuse("is empty") : TidyCsv.Cells(Encoding.UTF8.GetBytes(lines[0]));
        var time = Column(header, mapping.TimeField);
        var price = Column(header, mapping.PriceField);
        var named = mapping.PointField is { } name ? Column(header, name) : -1;
        for (var line = 1; line < lines.Length; line++)
        {
            var cells = TidyCsv.Cells(Encoding.UTF8.GetBytes(lines[line]));
            if (cells.Count != header.Count)
            {
                throw Refuse($"has {cells.Count} cells in line {line + 1} where its header has {header.Count}");
            }

            if (cells[price].Length > 0)
            {
                yield return (cells[time], cells[price], named < 0 ? null : cells[named]);
            }
        }
    }

    private int Column(List<string> header, string name) =>
        header.IndexOf(name) is var index and >= 0 ? index : throw Refuse($"has no column '{name}'; its columns are {string.Join(", ", header)}");

    private Instant At(string text) => mapping.TimeForm switch
    {
        FeedTimeForm.EpochMilliseconds when Whole(text) is { } value && value / 1000 is >= 0 and < MostSeconds => Instant.FromUnixTimeMilliseconds(value),
        FeedTimeForm.EpochSeconds when Whole(text) is { } value and >= 0 and < MostSeconds => Instant.FromUnixTimeSeconds(value),
        FeedTimeForm.Iso when OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } parsed => parsed.Value.ToInstant(),
        _ => throw Refuse($"writes '{text}' in '{mapping.TimeField}', which is no instant of the form {mapping.TimeForm}"),
    };

    private static long? Whole(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private decimal Price(string text) =>
        NumberText.TryParse(Encoding.UTF8.GetBytes(text), out var price)
            ? price
            : throw Refuse($"writes '{text}' in '{mapping.PriceField}', which is no price per MWh");

    private RefusedException Refuse(string what) => new(FeedErrors.WrongRow, $"{source} {what}.");
}
