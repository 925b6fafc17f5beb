using System.Globalization;
using System.Text.RegularExpressions;
using Spillway.Engine;
using YamlDotNet.RepresentationModel;

namespace Spillway.App.Sites;

/// <content>Reading single values: words, numbers, and what is wrong with them.</content>
internal sealed partial class SiteSection
{
    private const int NameLengthAtMost = 64;
    private const string Ratio = "ratio";

    /// <summary>A word that must be there.</summary>
    /// <param name="name">The key.</param>
    /// <returns>The word as written.</returns>
    public string Word(string name) => Word(name, "");

    /// <summary>A word.</summary>
    /// <param name="name">The key.</param>
    /// <param name="fallback">The default; unused where the key is required.</param>
    /// <returns>The word as written, or the default.</returns>
    public string Word(string name, string fallback)
    {
        var key = Key(name);
        if (Scalar(key) is not { } text)
        {
            Note(key, fallback.Length == 0 ? "none" : fallback, SettingOrigin.Default, "");
            return fallback;
        }

        if (key.Words is { } words && !words.Contains(text, StringComparer.Ordinal))
        {
            throw Unknown(name, text, words);
        }

        NoteFile(key, text);
        return text;
    }

    /// <summary>A short name that must be there and that file names and columns can carry.</summary>
    /// <param name="name">The key.</param>
    /// <returns>The name as written.</returns>
    public string Name(string name)
    {
        var text = Word(name);
        var allowed = text.Length <= NameLengthAtMost && char.IsAsciiLetterOrDigit(text[0])
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');
        return allowed ? text : throw Refuse(SiteFileErrors.BadName, name, $"{Full(name)} is '{text}'.");
    }

    /// <summary>A number.</summary>
    /// <param name="name">The key.</param>
    /// <returns>The number in the key's unit; null where the key is not there and need not be.</returns>
    public decimal? Number(string name)
    {
        var key = Key(name);
        if (Scalar(key) is not { } text)
        {
            return null;
        }

        var value = Parse(key, text);
        Check(key, value);
        NoteFile(key, PlainNumber.Write(value));
        return value;
    }

    /// <summary>A number that the file may leave out.</summary>
    /// <param name="name">The key.</param>
    /// <param name="fallback">The default, in the key's unit.</param>
    /// <returns>The number in the key's unit.</returns>
    public decimal Number(string name, decimal fallback)
    {
        if (Number(name) is { } value)
        {
            return value;
        }

        Note(Key(name), PlainNumber.Write(fallback), SettingOrigin.Default, "");
        return fallback;
    }

    /// <summary>A whole number that the file may leave out.</summary>
    /// <param name="name">The key.</param>
    /// <param name="fallback">The default.</param>
    /// <returns>The number; the key's range keeps it within an <see cref="int"/>.</returns>
    public int Whole(string name, int fallback) => (int)Number(name, (decimal)fallback);

    /// <summary>A number for which there is no default value, only a meaning of its absence.</summary>
    /// <param name="name">The key.</param>
    /// <returns>The number in the key's unit; null where the file leaves it out.</returns>
    public decimal? OptionalNumber(string name)
    {
        if (Number(name) is { } value)
        {
            return value;
        }

        Note(name, "none", SettingOrigin.Default, "");
        return null;
    }

    /// <summary>Words for which there is no default value, only a meaning of their absence.</summary>
    /// <param name="name">The key.</param>
    /// <returns>As written; null where the file leaves it out.</returns>
    public string? Text(string name) => Word(name, "") is { Length: > 0 } text ? text : null;

    /// <summary>A number that must be there.</summary>
    /// <param name="name">The key.</param>
    /// <returns>The number in the key's unit.</returns>
    public decimal RequiredNumber(string name) => Number(name) ?? throw Missing(Key(name));

    /// <summary>Notes where a value that is not in the file comes from.</summary>
    /// <param name="name">The key.</param>
    /// <param name="value">The value as text.</param>
    /// <param name="origin">Catalogue or default.</param>
    /// <param name="where">The machine of the catalogue; empty for a default.</param>
    public void Note(string name, string value, SettingOrigin origin, string where) => Note(Key(name), value, origin, where);

    /// <summary>A refusal of a word that is not among those known.</summary>
    /// <param name="name">The key.</param>
    /// <param name="text">What was written.</param>
    /// <param name="known">What could have been.</param>
    /// <returns>The refusal, to be thrown.</returns>
    public RefusedException Unknown(string name, string text, IEnumerable<string> known) =>
        Refuse(
            SiteFileErrors.UnknownWord,
            name,
            $"{Full(name)} is '{text}'; the nearest known is '{NearestNames.Of(text, known, 1)[0]}'. Known are: {string.Join(", ", known)}.");

    /// <summary>A refusal of a required key that is not there.</summary>
    /// <param name="name">The key.</param>
    /// <param name="why">Why it is required here, as a clause.</param>
    /// <returns>The refusal, to be thrown.</returns>
    public RefusedException Missing(string name, Wording why) =>
        Refuse(_context.Keys.Faults.MissingKey, name, $"{Full(name)}{InUnit(Key(name))} is missing: {why}.");

    private string? Scalar(SiteKey key)
    {
        if (!_entries.TryGetValue(key.Name, out var entry))
        {
            return key.Default == SiteKey.Required ? throw Missing(key) : null;
        }

        return entry.Value is YamlScalarNode { Value.Length: > 0 } scalar && scalar.Value.Trim().Length > 0
            ? scalar.Value.Trim()
            : throw Refuse(SiteFileErrors.WrongType, entry.Value, $"{Full(key.Name)} is {What(entry.Value)} instead of {Wanted(key)}.");
    }

    private decimal Parse(SiteKey key, string text)
    {
        if (PlainNumber.TryRead(text, out var value))
        {
            return key.Kind != SiteKeyKind.Whole || value == decimal.Truncate(value)
                ? value
                : throw Refuse(SiteFileErrors.WrongType, key.Name, $"{Full(key.Name)} is {text}, a fraction, instead of {Wanted(key)}.");
        }

        if (PlainNumber.TryPart(text, out var number, out var written))
        {
            throw UnitWritten(key, text, number, written.Trim());
        }

        throw Refuse(SiteFileErrors.WrongType, key.Name, $"{Full(key.Name)} is '{text}'{Why(text)} instead of {Wanted(key)}{Suggestion(text)}.");
    }

    private RefusedException UnitWritten(SiteKey key, string text, decimal number, string written)
    {
        var unit = key.UnitIn(_context.Currency);
        var advice = PlainNumber.Convert(number, written, unit) is { } converted
            ? (Wording)$"write {PlainNumber.Write(converted)}"
            : $"convert it and write the number alone";
        return Refuse(SiteFileErrors.UnitInValue, key.Name, $"{Full(key.Name)} is '{text}', with '{written}' in it, and wants {Wanted(key)}: {advice}.");
    }

    private void Check(SiteKey key, decimal value)
    {
        var range = key.Range!;
        var unit = IsCount(key) ? "" : $" {key.UnitIn(_context.Currency)}";
        Wording shown = $"{Full(key.Name)} is {PlainNumber.Write(value)}{unit}";
        var tooSmall = value != 0m && Math.Abs(value) < range.SmallestPlausible;
        var hint = tooSmall ? range.TooSmall : value > range.Most || (range.MostOpen && value == range.Most) ? range.TooLarge : null;
        if (hint is not null && range.Contains(value * hint.Factor) && Math.Abs(value * hint.Factor) >= range.SmallestPlausible)
        {
            var meant = PlainNumber.Write(Math.Round(value * hint.Factor, 9));
            throw IsCount(key)
                ? Refuse(SiteFileErrors.ImplausibleUnit, key.Name, $"{shown}, which looks like {Wording.Of(hint.LooksLike)}: as a ratio that is {meant}.")
                : Refuse(SiteFileErrors.ImplausibleUnit, key.Name, $"{shown}, which looks like {Wording.Of(hint.LooksLike)}: in {key.UnitIn(_context.Currency)} that is {meant}.");
        }

        if (tooSmall || !range.Contains(value))
        {
            throw tooSmall
                ? Refuse(SiteFileErrors.OutOfRange, key.Name, $"{shown}; allowed is {range.Words}{unit}, and nothing below {PlainNumber.Write(range.SmallestPlausible)} makes sense.")
                : Refuse(SiteFileErrors.OutOfRange, key.Name, $"{shown}; allowed is {range.Words}{unit}.");
        }
    }

    private void NoteFile(SiteKey key, string value) =>
        Note(key, value, SettingOrigin.File, string.Create(CultureInfo.InvariantCulture, $"line {Line(key.Name)}"));

    private void Note(SiteKey key, string value, SettingOrigin origin, string where) =>
        _context.Note(Shown, key, new(Full(key.Name), value, PlainNumber.TryRead(value, out _) ? key.UnitIn(_context.Currency) : "", origin, where));

    // Ratios and machines are counted, not measured: no unit stands behind them.
    private static bool IsCount(SiteKey key) => key.Unit is Ratio || key.Kind == SiteKeyKind.Whole;

    private Wording InUnit(SiteKey key) => key.Unit.Length == 0 || IsCount(key) ? (Wording)$"" : $" in {key.UnitIn(_context.Currency)}";

    private Wording Wanted(SiteKey key) => key.Kind switch
    {
        SiteKeyKind.Whole => $"a whole number of {key.Unit}",
        SiteKeyKind.Number when key.Unit is Ratio => $"a ratio",
        SiteKeyKind.Number => $"a number in {key.UnitIn(_context.Currency)}",
        SiteKeyKind.Text => $"text",
        SiteKeyKind.Words => $"a list in one line, such as '{key.Name}: {key.Example}'",
        _ => $"a word",
    };

    private static Wording Why(string text) =>
        text.TrimStart('.', '-', '+').ToUpperInvariant() is "NAN" or "INF" or "INFINITY" ? $", which is not a finite number,"
        : text.Any(char.IsDigit) && text.Any(letter => letter is ',' or '_' or '\'' or ' ') ? (Wording)$", with a separator in it,"
        : $"";

    private static Wording Suggestion(string text)
    {
        if (DecimalComma().IsMatch(text))
        {
            return $"; with a decimal point it is {text.Replace(',', '.')}";
        }

        var digits = string.Concat(text.Where(letter => letter is not (',' or '_' or '\'' or ' ')));
        return text.Any(char.IsDigit) && digits.Length < text.Length && PlainNumber.TryRead(digits, out _)
            ? (Wording)$"; without the separator it is {digits} (a decimal point is written '.')"
            : $"";
    }

    // A comma with other than three digits behind it does not part thousands.
    [GeneratedRegex("^[-+]?[0-9]+,([0-9]{1,2}|[0-9]{4,})$", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalComma();
}
