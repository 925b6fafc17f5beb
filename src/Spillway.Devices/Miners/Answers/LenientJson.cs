using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Spillway.Engine;

namespace Spillway.Devices.Miners.Answers;

/// <summary>Reads JSON with the faults that machines are known for: objects joined without a comma, commas missing, doubled or
/// left over, named values inside an array, bare <c>nan</c> and <c>-</c>, control characters in strings, an answer cut
/// short, something after its end.</summary>
/// <remarks>Cut short means: whatever was complete counts, the value in which the cut lies does not.</remarks>
internal sealed class LenientJson
{
    /// <summary>No machine nests deeper.</summary>
    public const int MostDepth = 64;

    /// <summary>No machine joins more objects in one answer. Unit: values.</summary>
    public const int MostValues = 1000;

    private readonly string _name;
    private readonly string _text;
    private int _at;

    private LenientJson(string name, string text)
    {
        _name = name;
        _text = text;
    }

    private bool IsAtEnd => _at >= _text.Length;

    /// <summary>Reads all values that stand one after another.</summary>
    /// <exception cref="RefusedException">The text is malformed in a way no machine is known for, or too deep.</exception>
    public static IReadOnlyList<JsonNode> Read(string name, string text)
    {
        // A cut at the front shows as a comma before the first name.
        var whole = text.StartsWith(',') ? "{" + text[1..] : text;
        var reader = new LenientJson(name, whole);
        var values = new List<JsonNode>();
        reader.SkipBlank();
        while (!reader.IsAtEnd && reader._text[reader._at] is '{' or '[')
        {
            if (values.Count == MostValues)
            {
                throw new RefusedException(DeviceErrors.TooLarge, $"{name}: more than {MostValues} values one after another.");
            }

            if (reader.Value(0) is { } value)
            {
                values.Add(value);
            }

            reader.SkipBlank();
        }

        return values;
    }

    private JsonNode? Value(int depth)
    {
        if (depth >= MostDepth)
        {
            throw new RefusedException(DeviceErrors.TooDeep, $"{_name}: deeper than {MostDepth} at character {_at + 1}.");
        }

        return _text[_at] switch
        {
            '{' => Object(depth),
            '[' => Array(depth),
            '"' => Quoted() is { } words ? JsonValue.Create(words) : null,
            _ => Bare(),
        };
    }

    private JsonObject Object(int depth)
    {
        var made = new JsonObject();
        _at++;
        while (Next('}'))
        {
            if (_text[_at] != '"')
            {
                throw Malformed("a name in quotes");
            }

            var name = Quoted();
            SkipBlank();
            if (IsAtEnd || name is null)
            {
                break;
            }

            if (_text[_at] != ':')
            {
                throw Malformed("a colon");
            }

            _at++;
            SkipBlank();
            Member(made, name, depth);
        }

        return made;
    }

    // A value in which the text ends is cut and not counted, except what an object or array held before the cut.
    private void Member(JsonObject made, string name, int depth)
    {
        if (IsAtEnd)
        {
            return;
        }

        if (_text[_at] is ',' or '}')
        {
            made[name] = null;
            return;
        }

        var isNested = _text[_at] is '{' or '[';
        var value = Value(depth + 1);
        if (isNested || !IsAtEnd)
        {
            made[name] = value;
        }
        else if (value is JsonValue words && words.TryGetValue<string>(out var text) && text.Contains(']', StringComparison.Ordinal))
        {
            // A cut report of bracketed fields is worth what stands before the cut.
            made[name] = text;
        }
    }

    private JsonArray Array(int depth)
    {
        var made = new JsonArray();
        _at++;
        while (Next(']'))
        {
            var isNested = _text[_at] is '{' or '[';
            var value = Value(depth + 1);
            SkipBlank();
            if (!IsAtEnd && _text[_at] == ':' && value is JsonValue named && named.TryGetValue<string>(out var name))
            {
                // WhatsMiner prints an error and its time without braces.
                var pair = new JsonObject();
                _at++;
                SkipBlank();
                Member(pair, name, depth + 1);
                made.Add((JsonNode)pair);
            }
            else if (isNested || !IsAtEnd)
            {
                made.Add(value);
            }
        }

        return made;
    }

    /// <summary>Goes to the next entry; false where the closing sign or the end of the text was there instead.</summary>
    private bool Next(char close)
    {
        SkipBlank();
        while (!IsAtEnd && _text[_at] == ',')
        {
            _at++;
            SkipBlank();
        }

        if (IsAtEnd)
        {
            return false;
        }

        if (_text[_at] == close)
        {
            _at++;
            return false;
        }

        return true;
    }

    private void SkipBlank()
    {
        while (!IsAtEnd && _text[_at] <= ' ')
        {
            _at++;
        }
    }

    private string? Quoted()
    {
        var words = new StringBuilder();
        for (_at++; !IsAtEnd; _at++)
        {
            var sign = _text[_at];
            if (sign == '"')
            {
                _at++;
                return words.ToString();
            }

            words.Append(sign == '\\' ? Escaped() : sign < ' ' ? ' ' : sign);
        }

        return words.Length == 0 ? null : words.ToString();
    }

    // A backslash before a sign that needs none is the device's own and stays as the sign.
    private char Escaped()
    {
        if (_at + 1 >= _text.Length)
        {
            return ' ';
        }

        _at++;
        if (_text[_at] == 'u' && _at + 4 < _text.Length
            && ushort.TryParse(_text.AsSpan(_at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
        {
            _at += 4;
            return char.IsSurrogate((char)code) ? '\uFFFD' : (char)code;
        }

        return _text[_at] switch { 'n' or 'r' or 't' or 'b' or 'f' => ' ', var plain => plain };
    }

    private JsonValue? Bare()
    {
        var start = _at;
        while (!IsAtEnd && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '-' or '+' or '.' or '_'))
        {
            _at++;
        }

        var word = _text[start.._at];
        if (word.Length == 0)
        {
            throw Malformed("a value");
        }

        if (word.Equals("true", StringComparison.OrdinalIgnoreCase) || word.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return JsonValue.Create(word[0] is 't' or 'T');
        }

        // Sensors that are missing say -, nan or inf; whatever is no number is no value.
        return decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null;
    }

    private RefusedException Malformed(string wanted)
    {
        var shown = char.IsControl(_text[_at]) ? $"U+{(int)_text[_at]:X4}" : $"'{_text[_at]}'";
        return new(DeviceErrors.Malformed, $"{_name}: {shown} at character {_at + 1}, where {wanted} should stand.");
    }
}
