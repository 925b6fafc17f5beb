using System.Text.Json;
using NodaTime;
using Spillway.Engine;
using Spillway.Markets.Files;

namespace Spillway.Markets.Ercot;

/// <summary>Takes what a JSON form promises, and names the property where the promise is broken.</summary>
internal static class JsonFields
{
    private const long MostMilliseconds = 4_102_444_800_000;

    /// <summary>The whole text: its syntax, and that every word in it is one.</summary>
    public static JsonDocument Parse(FileDraft draft, byte[] bytes)
    {
        TextCheck.Utf8(draft, bytes);
        try
        {
            var words = new Utf8JsonReader(bytes, new JsonReaderOptions());
            while (words.Read())
            {
                if (words.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    // Half of an escaped pair of code units is no text: reading it is what finds that out.
                    words.GetString();
                }
            }

            return JsonDocument.Parse(bytes);
        }
        catch (JsonException cause)
        {
            throw draft.Refuse(MarketFileErrors.Truncated, new(draft.Member, (int)(cause.LineNumber ?? 0) + 1), cause.Message);
        }
        catch (InvalidOperationException cause)
        {
            throw new RefusedException(MarketFileErrors.WrongJson, $"{draft.File}: {cause.Message}", cause);
        }
    }

    public static string Text(FileDraft draft, JsonElement owner, string name, RowPlace place) =>
        Field(draft, owner, name, JsonValueKind.String, place).GetString() ?? "";

    public static JsonElement List(FileDraft draft, JsonElement owner, string name, RowPlace place) =>
        Field(draft, owner, name, JsonValueKind.Array, place);

    /// <summary>Milliseconds since 1970.</summary>
    public static Instant Epoch(FileDraft draft, JsonElement owner, string name, RowPlace place)
    {
        var field = Field(draft, owner, name, JsonValueKind.Number, place);
        return field.TryGetInt64(out var milliseconds) && milliseconds is >= 0 and < MostMilliseconds
            ? Instant.FromUnixTimeMilliseconds(milliseconds)
            : throw draft.Refuse(MarketFileErrors.NotATime, place, $"property '{name}' is {field.GetRawText()}, no milliseconds since 1970");
    }

    public static void Expect(FileDraft draft, JsonElement element, JsonValueKind kind, RowPlace place)
    {
        if (element.ValueKind != kind)
        {
            throw draft.Refuse(MarketFileErrors.WrongJson, place, $"{Word(element.ValueKind)} stands where {Word(kind)} is expected");
        }
    }

    private static JsonElement Field(FileDraft draft, JsonElement owner, string name, JsonValueKind kind, RowPlace place)
    {
        Expect(draft, owner, JsonValueKind.Object, place);
        if (!owner.TryGetProperty(name, out var field))
        {
            throw draft.Refuse(MarketFileErrors.WrongJson, place, $"property '{name}' is missing");
        }

        return field.ValueKind == kind
            ? field
            : throw draft.Refuse(MarketFileErrors.WrongJson, place, $"property '{name}' is {Word(field.ValueKind)} and not {Word(kind)}");
    }

    private static string Word(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
