using System.Globalization;
using System.Text.RegularExpressions;

namespace Spillway.App.Sites;

/// <summary>Reads and writes numbers as a site file has them: digits and at most one point.</summary>
internal static partial class PlainNumber
{
    private const int DigitsAtMost = 20;

    private static readonly (string From, string To, decimal Factor)[] Conversions =
    [
        ("kw", "W", 1000m), ("mw", "W", 1_000_000m), ("w", "MW", 0.000001m), ("kw", "MW", 0.001m), ("gw", "MW", 1000m),
        ("gh/s", "TH/s", 0.001m), ("ph/s", "TH/s", 1000m), ("gh", "TH/s", 0.001m), ("ph", "TH/s", 1000m), ("th", "TH/s", 1m),
        ("t", "TH/s", 1m), ("h", "minutes", 60m), ("hours", "minutes", 60m), ("hour", "minutes", 60m), ("s", "minutes", 1m / 60m),
        ("sec", "minutes", 1m / 60m), ("seconds", "minutes", 1m / 60m), ("min", "minutes", 1m), ("%", "ratio", 0.01m),
        ("percent", "ratio", 0.01m),
    ];

    /// <summary>Reads a plain number.</summary>
    /// <param name="text">What stands in the file.</param>
    /// <param name="value">The number.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryRead(string text, out decimal value)
    {
        value = 0m;
        return text.Length <= DigitsAtMost
            && Plain().IsMatch(text)
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Parts a number from the unit written behind it.</summary>
    /// <param name="text">What stands in the file.</param>
    /// <param name="value">The number.</param>
    /// <param name="unit">What stands behind it.</param>
    /// <returns>Whether there is a number followed by something else than digits.</returns>
    public static bool TryPart(string text, out decimal value, out string unit)
    {
        var match = WithUnit().Match(text);
        value = 0m;
        unit = match.Groups["unit"].Value;
        return match.Success && TryRead(match.Groups["number"].Value, out value);
    }

    /// <summary>Turns a number into another unit.</summary>
    /// <param name="value">The number.</param>
    /// <param name="from">Its unit as a person wrote it.</param>
    /// <param name="to">The unit wanted, as <see cref="SiteKey.Unit"/> has it.</param>
    /// <returns>The number in that unit; null where the two do not belong together.</returns>
    public static decimal? Convert(decimal value, string from, string to)
    {
        var own = string.Equals(from, to, StringComparison.OrdinalIgnoreCase);
        foreach (var (source, target, factor) in Conversions)
        {
            if (target == to && string.Equals(source, from, StringComparison.OrdinalIgnoreCase))
            {
                return value * factor;
            }
        }

        return own ? value : null;
    }

    /// <summary>Writes a number without trailing zeros.</summary>
    /// <param name="value">The number.</param>
    /// <returns>At most twelve digits after the point.</returns>
    public static string Write(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[-+]?[0-9]+(\.[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?<number>[-+]?[0-9]+(\.[0-9]+)?)\s*(?<unit>[^0-9.,_\s'][^0-9]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex WithUnit();
}
