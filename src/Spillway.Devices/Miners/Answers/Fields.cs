using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Spillway.Devices.Miners.Answers;

/// <summary>Lenient reading of fields: numbers as strings, units behind numbers, flags as words.</summary>
internal static class Fields
{
    // Beyond this no field of a machine has a meaning, and sums of fields stay far from the end of the number type.
    private const decimal Most = 1e18m;

    private static readonly SearchValues<char> _numeric = SearchValues.Create("+-.0123456789eE");
    private static readonly SearchValues<char> _behindUnit = SearchValues.Create(" \t.,;:/()[]");

    /// <summary>The value of a name; null where there is none, the last where there are several.</summary>
    public static JsonElement? Child(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>Whether a name is there, also where nothing is under it: a device that says <c>nan</c> has the field all the same.</summary>
    public static bool Has(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out _);

    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        JsonElement? end = element;
        foreach (var name in path)
        {
            end = end?.Child(name);
        }

        return end;
    }

    /// <summary>All members, walked once: an answer may have very many, and looking each up again would take their square.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];

    public static IEnumerable<string> Names(this JsonElement element) =>
        element.Members().Select(member => member.Name);

    /// <summary>The objects under a name: a list's elements, or the one that stands there.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Child(name) is { } value ? value.AsItems() : [];

    /// <summary>The numbers of a list under a name; none where there is no list.</summary>
    public static IEnumerable<decimal?> Numbers(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(one => one.AsNumber()) : [];

    public static IEnumerable<JsonElement> AsItems(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => [value],
        JsonValueKind.Array => value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object),
        _ => [],
    };

    /// <summary>The first of the names that holds a number.</summary>
    public static decimal? Number(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.Child(name)?.AsNumber() is { } number)
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>The first of the names that holds watts, with or without a unit.</summary>
    public static decimal? Watts(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.Child(name) is { } value && (value.ValueKind == JsonValueKind.String ? Watts(value.AsText()) : value.AsNumber()) is { } watts)
            {
                return watts;
            }
        }

        return null;
    }

    /// <summary>The first of the names that holds a word; numbers count as words, blanks do not.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.Child(name)?.AsText() is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>The first of the names that holds yes or no, as a flag, a number or a word.</summary>
    public static bool? Flag(this JsonElement element, params ReadOnlySpan<string> names) => element.Text(names)?.ToLowerInvariant() switch
    {
        "true" or "on" or "1" or "yes" => true,
        "false" or "off" or "0" or "no" => false,
        _ => null,
    };

    public static string? AsText(this JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
        return text is null ? null : Printable(text).Trim().OrNull();
    }

    /// <summary>A word, or null where nothing is left of it.</summary>
    public static string? OrNull(this string text) => text.Length == 0 ? null : text;

    public static decimal? AsNumber(this JsonElement value) => value.ValueKind is JsonValueKind.Number or JsonValueKind.String
        ? Number(value.AsText())
        : null;

    /// <summary>The number at the start of a text, whatever unit follows; null for none, nan, what has no meaning
    /// and digits that go on behind a comma: <c>15,2</c> may be a fraction, thousands or a list.</summary>
    public static decimal? Number(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var trimmed = text.AsSpan().Trim();
        var end = EndOfDigits(trimmed);
        if (end > 0 && end + 1 < trimmed.Length && IsPart(trimmed[end]) && char.IsAsciiDigit(trimmed[end + 1]))
        {
            return null;
        }

        var digits = (end < 0 ? trimmed : trimmed[..end]).TrimEnd("eE+-");
        return decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Most
            ? number
            : null;
    }

    /// <summary>The watts at the start of a text. A unit behind them that is none of power says that they are something else: no number.</summary>
    public static decimal? Watts(string? text) => Number(text) * Scale(text) is { } watts && Math.Abs(watts) <= Most ? watts : null;

    private static int EndOfDigits(ReadOnlySpan<char> trimmed) => trimmed.IndexOfAnyExcept(_numeric);

    // Capital or small, but for the M: a small one may be meant for thousandths.
    private static decimal? Scale(ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        var end = EndOfDigits(trimmed);
        ReadOnlySpan<char> rest = end < 0 ? [] : trimmed[end..].TrimStart();
        var last = rest.IndexOfAny(_behindUnit);
        var unit = last < 0 ? rest : rest[..last];
        return unit switch
        {
            "" or "W" or "w" or "Watt" or "watt" or "WATT" or "Watts" or "watts" or "WATTS" => 1m,
            "kW" or "KW" or "kw" or "Kw" => 1_000m,
            "MW" => 1_000_000m,
            _ => null,
        };
    }

    // What stands between the digits of one number, between its thousands, or between two numbers: nobody knows which.
    private static bool IsPart(char sign) => sign is ',' or '\'' or '’' or '_' or '\u00A0' or '\u2009' or '\u202F';

    public static long? Whole(this decimal? number) => number is { } known ? (long)decimal.Truncate(known) : null;

    // What a device says ends on a person's terminal: no sign in it may steer that.
    private static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(sign => char.IsControl(sign) ? ' ' : sign)) : text;
}
