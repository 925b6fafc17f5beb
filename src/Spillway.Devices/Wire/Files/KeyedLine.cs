using System.Globalization;
using Spillway.Engine;

namespace Spillway.Devices.Wire.Files;

/// <summary>One 'key: value' of a file, which knows where it stands.</summary>
internal sealed record KeyedLine(string File, int Number, string Key, string Value)
{
    /// <summary>The value's words, parted by blanks.</summary>
    public string[] Words { get; } = Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public RefusedException Refuse(string why) => Refuse(WireFileErrors.BadValue, why);

    public RefusedException Refuse(ErrorCode code, string why) => new(code, $"{File}, line {Number}: {Key} is '{Value}', {why}");

    /// <summary>A whole number, decimal or with 0x.</summary>
    public static int? Whole(string word)
    {
        var isHex = word.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return int.TryParse(isHex ? word[2..] : word, style, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : null;
    }

    public static decimal? Fraction(string word) =>
        decimal.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    public int Whole(int least, int most, string unit) =>
        Whole(Value) is { } number && number >= least && number <= most
            ? number
            : throw Refuse($"not a whole number from {least} to {most}{(unit.Length == 0 ? "" : " " + unit)}.");
}
