using System.Globalization;
using System.Text.Json;
using Spillway.App.Proofs.Bundles;

namespace Spillway.App.Proofs.Verification;

/// <summary>A leaf as it was read: one line of a bundle.</summary>
/// <param name="FileLine">The line of the file, from 1.</param>
/// <param name="Part">Which part it is.</param>
/// <param name="Json">Its fields.</param>
internal readonly record struct Leaf(long FileLine, string Part, JsonElement Json)
{
    /// <summary>What it is, for people.</summary>
    public string Place => Part switch
    {
        BundlePart.Proof => "the header",
        BundlePart.Key => $"key {Name("key_id")}",
        BundlePart.SiteFile => "the site file's digest",
        BundlePart.Clause => $"clause {Name("contract")}",
        BundlePart.Rule => $"rule {Name("rule")}",
        BundlePart.Source => $"source {Name("name")}",
        BundlePart.Reading => $"reading {Name("reading")}",
        BundlePart.Price => $"price {Name("price_id")}",
        BundlePart.Award => $"award {Name("contract")} {Name("product")} {Name("start_utc")}",
        BundlePart.Open => $"open interval {Name("start_utc")}",
        BundlePart.Line => $"statement line {Name("line")}",
        BundlePart.Drawn => $"energy drawn {Name("start_utc")}",
        BundlePart.Version => $"version {Name("version")} of {Name("month")}",
        BundlePart.Totals => "the totals",
        BundlePart.Head => "the journal's head",
        BundlePart.Record => $"journal record {Name("number")}",
        _ => "a line of no known part",
    };

    /// <summary>Reads a text that must be there; null where it stands there as null.</summary>
    public string? Text(string field) => Json.GetProperty(field).GetString();

    /// <summary>Reads a text that must be there and not null.</summary>
    public string Word(string field) => Text(field) ?? throw new FormatException($"its {field} is null");

    /// <summary>Reads a decimal that is written as text.</summary>
    public decimal Decimal(string field) => Decimal(Json, field);

    /// <summary>Reads a decimal of an object within a leaf.</summary>
    public static decimal Decimal(JsonElement json, string field) => decimal.TryParse(
        json.GetProperty(field).GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new FormatException($"its {field} '{json.GetProperty(field).GetString()}' is no decimal number");

    private string Name(string field)
    {
        try
        {
            return Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(field, out var value) ? value.ToString() : "?";
        }
        catch (InvalidOperationException)
        {
            // Half a character, written as an escape: it has no text.
            return "?";
        }
    }
}
