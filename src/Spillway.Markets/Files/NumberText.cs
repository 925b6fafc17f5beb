using System.Globalization;

namespace Spillway.Markets.Files;

/// <summary>Reads plain decimal numbers exactly as written.</summary>
internal static class NumberText
{
    private const int MostFastDigits = 18;

    /// <summary>Reads <c>-12.34</c> from UTF-8 bytes without making a text of it.</summary>
    /// <returns>Whether the bytes are a plain number of at most 28 digits; an exponent is accepted, separators are not.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out decimal value)
    {
        var index = 0;
        var isNegative = text.Length > 0 && text[0] == '-';
        index += isNegative ? 1 : 0;
        long mantissa = 0;
        var digits = 0;
        var scale = -1;
        for (; index < text.Length; index++)
        {
            var digit = text[index] - '0';
            if (digit is >= 0 and <= 9 && digits < MostFastDigits)
            {
                mantissa = (mantissa * 10) + digit;
                digits++;
                scale += scale >= 0 ? 1 : 0;
            }
            else if (text[index] == '.' && scale < 0)
            {
                scale = 0;
            }
            else
            {
                return TrySlow(text, out value);
            }
        }

        value = digits == 0 ? 0m : new decimal(
            unchecked((int)mantissa), unchecked((int)(mantissa >> 32)), 0, isNegative, (byte)Math.Max(scale, 0));
        return digits > 0;
    }

    /// <summary>Reads a number from a text cell; the same rules as for bytes.</summary>
    public static bool TryParse(string text, out decimal value) => TrySlow(text.Trim(), out value);

    /// <summary>A binary number as the shortest decimal that stands for it, so that 25.08 stays 25.08.</summary>
    public static bool TryParse(double number, out decimal value) =>
        TrySlow(number.ToString("R", CultureInfo.InvariantCulture), out value);

    private static bool TrySlow(ReadOnlySpan<byte> text, out decimal value) =>
        decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out value);

    private static bool TrySlow(string text, out decimal value) =>
        decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out value);

    private const NumberStyles Style =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
}
