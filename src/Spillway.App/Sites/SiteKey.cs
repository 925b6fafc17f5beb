namespace Spillway.App.Sites;

/// <summary>One key of the site file: what may stand behind it and what it means.</summary>
/// <param name="Section">Where it stands: empty for the top, <c>loads[]</c> for a load, <c>loads[].modes[]</c> for a mode.</param>
/// <param name="Name">The key as written by a site whose currency is USD.</param>
/// <param name="Kind">What stands behind it.</param>
/// <param name="Unit">The unit of a number; <c>USD</c> in it stands for the site's currency. Empty for words.</param>
/// <param name="Default">What holds without it; <c>required</c> where nothing does.</param>
/// <param name="Example">A value to start from.</param>
/// <param name="Meaning">What it means in the field, in one sentence.</param>
/// <param name="Range">Which numbers it allows; null for words.</param>
/// <param name="Words">Which words it allows; null where any name does.</param>
public sealed record SiteKey(
    string Section,
    string Name,
    SiteKeyKind Kind,
    string Unit,
    string Default,
    string Example,
    string Meaning,
    NumberRange? Range = null,
    IReadOnlyList<string>? Words = null)
{
    /// <summary>The <see cref="Default"/> of a key that must be there.</summary>
    public const string Required = "required";

    private const string DollarInName = "_usd_";
    private const string DollarInUnit = "USD";

    /// <summary>Whether the key names the currency, and so is written with the site's own.</summary>
    public bool NamesCurrency => Name.Contains(DollarInName, StringComparison.Ordinal);

    /// <summary>The key as a site in some currency writes it.</summary>
    /// <param name="currency">Three capital letters.</param>
    /// <returns>For CNY <c>value_cny_per_mwh</c> instead of <c>value_usd_per_mwh</c>.</returns>
    public string NameIn(string currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        return Name.Replace(DollarInName, $"_{Lower(currency)}_", StringComparison.Ordinal);
    }

    /// <summary>The unit as a site in some currency has it.</summary>
    /// <param name="currency">Three capital letters.</param>
    /// <returns>For CNY <c>CNY/MWh</c> instead of <c>USD/MWh</c>.</returns>
    public string UnitIn(string currency) => Unit.Replace(DollarInUnit, currency, StringComparison.Ordinal);

    // Keys are written in lower case; the letters are ASCII, so nothing is lost on the way.
    private static string Lower(string currency) => string.Concat(currency.Select(char.ToLowerInvariant));
}
