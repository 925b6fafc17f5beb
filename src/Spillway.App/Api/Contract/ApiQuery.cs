using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Spillway.App.Api.Contract;

/// <summary>A query parameter of an address: the units are those of its name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What it asks for.</param>
internal sealed record ApiQuery(string Name, string Meaning)
{
    /// <summary>The kind of value.</summary>
    public JsonSchemaType Type { get; private init; } = JsonSchemaType.String;

    /// <summary>The form of a text; null for any.</summary>
    public string? Format { get; private init; }

    /// <summary>The words that are taken; empty for any.</summary>
    public ImmutableArray<string> OneOf { get; private init; } = [];

    /// <summary>The least; null for none.</summary>
    public decimal? Least { get; private init; }

    /// <summary>The most, of a text its letters; null for none.</summary>
    public decimal? Most { get; private init; }

    /// <summary>What holds without it; null where nothing does.</summary>
    public JsonNode? Usual { get; private init; }

    /// <summary>Whether it must be there.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>Whether another name has taken its place.</summary>
    public bool IsOld { get; init; }

    /// <summary>Whether it may have several values.</summary>
    public bool IsMany { get; init; }

    /// <summary>The most values; null for as many as an address may have.</summary>
    public int? MostValues { get; init; }

    /// <summary>Whether several values are parted by commas and not by naming it again.</summary>
    public bool IsInOne { get; init; }

    /// <summary>A text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="meaning">What it asks for.</param>
    /// <param name="most">How many letters; null for as many as an address may have.</param>
    public static ApiQuery Text(string name, string meaning, int? most = null) => new(name, meaning) { Most = most };

    /// <summary>One of some words.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="meaning">What it asks for.</param>
    /// <param name="words">The words.</param>
    /// <param name="usual">The one that holds without it; null for none.</param>
    public static ApiQuery Word(string name, string meaning, ImmutableArray<string> words, string? usual = null) => new(name, meaning) { OneOf = words, Usual = usual };

    /// <summary>A number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="meaning">What it asks for.</param>
    /// <param name="least">The least; null for none.</param>
    /// <param name="most">The most; null for none.</param>
    /// <param name="usual">What holds without it; null where nothing does.</param>
    public static ApiQuery Number(string name, string meaning, decimal? least, decimal? most, decimal? usual = null) =>
        new(name, meaning) { Type = JsonSchemaType.Number, Least = least, Most = most, Usual = usual };

    /// <summary>A whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="meaning">What it asks for.</param>
    /// <param name="least">The least.</param>
    /// <param name="most">The most; null for none.</param>
    /// <param name="usual">What holds without it; null where nothing does.</param>
    public static ApiQuery Whole(string name, string meaning, long least, long? most = null, long? usual = null) =>
        new(name, meaning) { Type = JsonSchemaType.Integer, Least = least, Most = most, Usual = usual };

    /// <summary>How many of a list are wanted.</summary>
    /// <param name="usual">How many without it.</param>
    /// <param name="most">The most.</param>
    public static ApiQuery Limit(int usual, int most) => Whole("limit", "How many are wanted.", 1, most, usual);

    /// <summary>An instant in UTC.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="meaning">What it asks for.</param>
    public static ApiQuery Instant(string name, string meaning) => new(name, meaning) { Format = "date-time" };

    /// <summary>A local day.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="meaning">What it asks for.</param>
    public static ApiQuery Day(string name, string meaning) => new(name, meaning) { Format = "date" };

    /// <summary>Yes or no; no without it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="meaning">What it asks for.</param>
    public static ApiQuery Flag(string name, string meaning) => new(name, meaning) { Type = JsonSchemaType.Boolean, Usual = false };

    /// <summary>It as the description has it.</summary>
    /// <param name="named">Puts the site's currency into a name.</param>
    public OpenApiParameter Parameter(Func<string, string> named)
    {
        var parameter = new OpenApiParameter
        {
            Name = named(Name),
            In = ParameterLocation.Query,
            Required = IsNeeded,
            Description = Meaning,
            Deprecated = IsOld,
            Schema = IsMany ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = One(), MaxItems = MostValues } : One(),
        };
        if (IsInOne)
        {
            parameter.Style = ParameterStyle.Form;
            parameter.Explode = false;
        }

        return parameter;
    }

    private OpenApiSchema One() => new()
    {
        Type = Type,
        Format = Format,
        Enum = OneOf.IsEmpty ? null : [.. OneOf.Select(static word => (JsonNode)word)],
        Minimum = Type == JsonSchemaType.String ? null : Text(Least),
        Maximum = Type == JsonSchemaType.String ? null : Text(Most),
        MaxLength = Type == JsonSchemaType.String ? (int?)Most : null,
        Default = Usual?.DeepClone(),
    };

    private static string? Text(decimal? figure) => figure?.ToString(CultureInfo.InvariantCulture);
}
