using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Spillway.Engine.Signals;

namespace Spillway.Markets.Archive;

/// <summary>The manifest as JSON.</summary>
internal static class ManifestText
{
    private const int Version = 1;
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    public static byte[] Of(Manifest manifest) => JsonSerializer.SerializeToUtf8Bytes(
        new JsonObject
        {
            ["version"] = Version,
            ["generation"] = manifest.Generation,
            ["at_utc"] = manifest.At is { } at ? InstantPattern.ExtendedIso.Format(at) : null,
            ["by"] = manifest.By,
            ["back_to"] = manifest.BackTo,
            ["sources"] = new JsonArray([.. manifest.Sources.Select(Source)]),
            ["partitions"] = new JsonArray([.. manifest.Partitions.Select(Entry)]),
        },
        _indented);

    public static Manifest Parse(byte[] text)
    {
        var root = (JsonNode.Parse(text) ?? throw new FormatException("it is empty")).AsObject();
        if (Number(root, "version") != Version)
        {
            throw new FormatException($"version {root["version"]} is not {Version}");
        }

        return new(
            Number(root, "generation"),
            [.. List(root, "sources").Select(Source)],
            [.. List(root, "partitions").Select(Entry)])
        {
            At = root["at_utc"]?.GetValue<string>() is { } at ? InstantPattern.ExtendedIso.Parse(at).GetValueOrThrow() : null,
            By = root["by"]?.GetValue<string>() ?? "",
            BackTo = root["back_to"]?.GetValue<int>(),
        };
    }

    private static JsonNode Source(ArchiveSource source) => new JsonObject
    {
        ["number"] = source.Number,
        ["file"] = source.File.Name,
        ["sha256"] = source.File.Sha256,
        ["form"] = source.File.Form,
        ["known_at_utc"] = InstantPattern.ExtendedIso.Format(source.KnownAt),
    };

    private static ArchiveSource Source(JsonObject node) => new(
        Number(node, "number"),
        new SourceFile(Word(node, "file"), Word(node, "sha256"), Word(node, "form")),
        InstantPattern.ExtendedIso.Parse(Word(node, "known_at_utc")).GetValueOrThrow());

    private static JsonNode Entry(Manifest.Entry entry) => new JsonObject
    {
        ["market"] = entry.Key.Market,
        ["product"] = ProductNames.Of(entry.Key.Product),
        ["utc_year"] = entry.Key.UtcYear,
        ["file"] = entry.File,
        ["revision_file"] = entry.RevisionFile,
        ["scale"] = entry.Scale,
        ["series"] = new JsonArray([.. entry.Series.Select(Series)]),
    };

    private static Manifest.Entry Entry(JsonObject node)
    {
        var product = ProductNames.Parse(Word(node, "product"))
            ?? throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"unknown product '{node["product"]}'"));
        return new(
            new(Word(node, "market"), product, Number(node, "utc_year")),
            Word(node, "file"),
            node["revision_file"]?.GetValue<string>(),
            Number(node, "scale"),
            [.. List(node, "series").Select(Series)]);
    }

    private static JsonNode Series(Manifest.SeriesEntry series) => new JsonObject
    {
        ["point"] = series.Point,
        ["type"] = series.Type,
        ["interval_s"] = series.IntervalSeconds,
        ["rows"] = series.Rows,
        ["first_unix_s"] = series.FirstUnixSeconds,
        ["last_unix_s"] = series.LastUnixSeconds,
    };

    private static Manifest.SeriesEntry Series(JsonObject node) => new(
        Word(node, "point"),
        PointTypes.Of(PointTypes.Parse(Word(node, "type"))),
        Number(node, "interval_s"),
        Number(node, "rows"),
        Seconds(node, "first_unix_s"),
        Seconds(node, "last_unix_s"));

    private static IEnumerable<JsonObject> List(JsonObject node, string name) =>
        Field(node, name).AsArray().Select(one => (one ?? throw new FormatException($"'{name}' holds a blank")).AsObject());

    private static long Seconds(JsonObject node, string name) => Field(node, name).GetValue<long>();

    private static int Number(JsonObject node, string name) =>
        Field(node, name).GetValue<int>();

    private static string Word(JsonObject node, string name) =>
        Field(node, name).GetValue<string>();

    private static JsonNode Field(JsonObject node, string name) =>
        node[name] ?? throw new FormatException($"'{name}' is missing");
}
