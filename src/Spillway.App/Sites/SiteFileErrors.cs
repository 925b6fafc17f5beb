using Spillway.Engine;

namespace Spillway.App.Sites;

/// <summary>Why a site file is refused.</summary>
public static class SiteFileErrors
{
    /// <summary>There is no file at the path.</summary>
    public static readonly ErrorCode Missing = new(
        "SW1001", "No such site file", "Check the path; 'samples/dadu-1/site.yaml' is one to start from.");

    /// <summary>The file is there and cannot be read as text.</summary>
    public static readonly ErrorCode Unreadable = new(
        "SW1002", "Site file cannot be read", "Check the permissions, and that it is UTF-8 text of at most 1 MiB.");

    /// <summary>The text is not YAML.</summary>
    public static readonly ErrorCode Syntax = new(
        "SW1003", "Not valid YAML", "Indent with spaces, one 'key: value' a line; compare with docs/reference/site-file.md, or docs/reference/rules.md for a market.");

    /// <summary>A key that a site file does not have.</summary>
    public static readonly ErrorCode UnknownKey = new(
        "SW1004", "Unknown key", "Use the key named, or remove the line; all keys stand in docs/reference/site-file.md, those of a market in docs/reference/rules.md.");

    /// <summary>A key that must be there is not.</summary>
    public static readonly ErrorCode MissingKey = new(
        "SW1005", "Required key missing", "Add the key; what it means stands in docs/reference/site-file.md, of a market's keys in docs/reference/rules.md.");

    /// <summary>One key stands twice in the same place.</summary>
    public static readonly ErrorCode DuplicateKey = new(
        "SW1006", "Key given twice", "Keep one of the two lines.");

    /// <summary>Text where a number belongs, or a list where a value belongs.</summary>
    public static readonly ErrorCode WrongType = new(
        "SW1007", "Wrong kind of value", "Write what is asked for; numbers plainly: digits and at most one point, no thousand separators.");

    /// <summary>A unit is written into a value.</summary>
    public static readonly ErrorCode UnitInValue = new(
        "SW1008", "Unit written into the value", "Write the number alone: the end of the key names its unit.");

    /// <summary>A value that only makes sense in another unit.</summary>
    public static readonly ErrorCode ImplausibleUnit = new(
        "SW1009", "Value looks like another unit", "Convert it to the unit that ends the key.");

    /// <summary>A number outside what the key allows.</summary>
    public static readonly ErrorCode OutOfRange = new(
        "SW1010", "Value out of range", "Give a value within the range.");

    /// <summary>Two groups or two contracts have one id.</summary>
    public static readonly ErrorCode DuplicateId = new(
        "SW1011", "Id given twice", "Give each its own id; results are listed under it.");

    /// <summary>Two modes of one load have one name.</summary>
    public static readonly ErrorCode DuplicateMode = new(
        "SW1012", "Mode given twice", "Give each mode of a load its own name; 'off' is always there.");

    /// <summary>A time zone that the IANA database does not have.</summary>
    public static readonly ErrorCode UnknownTimeZone = new(
        "SW1013", "Unknown time zone", "Use a name of the IANA time zone database, such as America/Chicago.");

    /// <summary>A currency that is not three capital letters.</summary>
    public static readonly ErrorCode BadCurrency = new(
        "SW1014", "Currency not understood", "Write the three capital letters of ISO 4217, such as USD, CNY, EUR or AUD.");

    /// <summary>A word that is not among those the key knows.</summary>
    public static readonly ErrorCode UnknownWord = new(
        "SW1015", "Word not known here", "Use a word named here.");

    /// <summary>A machine that the catalogue does not have.</summary>
    public static readonly ErrorCode UnknownMachine = new(
        "SW1016", "Machine not in the catalogue", "Use an id of docs/reference/machines.md, or give hashrate_th_per_s and power_w instead of model.");

    /// <summary>A key that names another currency than the site's.</summary>
    public static readonly ErrorCode WrongCurrencyKey = new(
        "SW1017", "Key names another currency", "Use the key with the site's own currency; amounts are never converted.");

    /// <summary>Two settings that cannot both be meant.</summary>
    public static readonly ErrorCode Contradiction = new(
        "SW1018", "Settings contradict each other", "Change one of the two.");

    /// <summary>A name with characters that file names and columns cannot carry.</summary>
    public static readonly ErrorCode BadName = new(
        "SW1020", "Name not allowed", "Use letters, digits, '.', '_' and '-', at most 64 of them, beginning with a letter or digit.");

    /// <summary>An address that is none.</summary>
    public static readonly ErrorCode BadAddress = new(
        "SW1021", "Address not understood", "Write the device's IP address, such as 10.0.0.11 or 10.0.0.11:8502; a url begins with http:// or https://.");
}
