using System.Globalization;
using System.Text.RegularExpressions;
using Spillway.Engine;

namespace Spillway.App.Setup;

/// <summary>Why a site's text cannot be used, and where that stands.</summary>
/// <param name="Code">The stable error.</param>
/// <param name="Words">What exactly is wrong, with its place.</param>
/// <param name="Line">The line, from 1; null where the whole text is meant.</param>
/// <param name="Column">The column, from 1.</param>
public sealed partial record SiteFault(ErrorCode Code, Wording Words, int? Line, int? Column)
{
    /// <summary>The same in English.</summary>
    public string Text => Words.ToString();

    /// <summary>The fault of a refusal.</summary>
    /// <param name="refusal">What the reader said.</param>
    public static SiteFault Of(RefusedException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var place = Place().Match(refusal.What);
        return new(refusal.Code, refusal.Words, Number(place, "line"), Number(place, "column"));
    }

    private static int? Number(Match place, string name) =>
        place.Success && int.TryParse(place.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // The reader puts the place in front of everything that it says.
    [GeneratedRegex("^[^:]*, line (?<line>[0-9]+), column (?<column>[0-9]+):")]
    private static partial Regex Place();
}
