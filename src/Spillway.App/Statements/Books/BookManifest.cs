using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.App.Statements.Books;

/// <summary>The manifest of a booked version: what it is, what it was made from, and the digests that hold it to the version
/// before.</summary>
internal static class BookManifest
{
    /// <summary>Its name.</summary>
    public const string Name = "manifest.json";

    private static readonly YearMonthPattern _months = YearMonthPattern.CreateWithInvariantCulture("uuuu-MM");

    private static readonly JsonSerializerOptions _options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A month as the book names it.</summary>
    public static string Text(YearMonth month) => _months.Format(month);

    /// <summary>The month of a name; null where it is none.</summary>
    public static YearMonth? Month(string text) => _months.Parse(text) is { Success: true } month ? month.Value : null;

    /// <summary>Writes a manifest.</summary>
    public static void Write(string path, BookVersion version)
    {
        var json = new JsonObject
        {
            ["month"] = Text(version.Month),
            ["version"] = version.Number,
            ["kind"] = BookKinds.Of(version.Kind),
            ["of"] = Text(version.Of),
            ["booked_utc"] = InstantPattern.ExtendedIso.Format(version.BookedAt),
            ["currency"] = version.Currency,
            ["amount"] = version.Amount.Value.ToString(CultureInfo.InvariantCulture),
            ["lines_sha256"] = version.Sha256,
            ["before_sha256"] = version.Before,
            ["inputs"] = new JsonArray([.. version.Sources.Select(source => new JsonObject
            {
                ["file"] = source.File.Name,
                ["sha256"] = source.File.Sha256,
                ["form"] = source.File.Form,
                ["path"] = source.Path,
            })]),
        };
        if (version.Owed is { } owed)
        {
            json["owed"] = owed.Value.ToString(CultureInfo.InvariantCulture);
        }

        using var file = new FileStream(path, FileMode.CreateNew);
        JsonSerializer.Serialize(file, json, _options);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="RefusedException"><see cref="BookErrors.Damaged"/>.</exception>
    public static BookVersion Read(string path)
    {
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = file.RootElement;
            return new(
                Month(Word(root, "month"))!.Value,
                root.GetProperty("version").GetInt32(),
                BookKinds.Parse(Word(root, "kind"))!.Value,
                Month(Word(root, "of"))!.Value,
                InstantPattern.ExtendedIso.Parse(Word(root, "booked_utc")).GetValueOrThrow(),
                Word(root, "currency"),
                new(decimal.Parse(Word(root, "amount"), CultureInfo.InvariantCulture)),
                [.. root.GetProperty("inputs").EnumerateArray().Select(input => new BookSource(
                    new(Word(input, "file"), Word(input, "sha256"), Word(input, "form")), Word(input, "path")))],
                Word(root, "lines_sha256"),
                Word(root, "before_sha256"))
            {
                Owed = root.TryGetProperty("owed", out _) ? new Money(decimal.Parse(Word(root, "owed"), CultureInfo.InvariantCulture)) : null,
            };
        }
        catch (Exception cause) when (cause is IOException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException or UnparsableValueException)
        {
            throw new RefusedException(BookErrors.Damaged, $"{path}: {cause.Message}", cause);
        }
    }

    /// <summary>The SHA-256 of a manifest, 64 lower-case hexadecimal digits.</summary>
    public static string Digest(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private static string Word(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
