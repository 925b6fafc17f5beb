using System.Text;
using System.Text.RegularExpressions;

namespace Spillway.Tests.App.Accounts;

/// <summary>Secrets that a page shows once, and what lies in files that a desk has open.</summary>
internal static partial class ShownSecrets
{
    /// <summary>The secret of an authenticator that a page draws.</summary>
    public static string Seed(string page) => Seeds().Match(page).Groups[1].Value;

    /// <summary>The recovery codes of a page, each once.</summary>
    public static List<string> RecoveryCodes(string page) => [.. Recoveries().Matches(page).Select(static match => match.Value).Distinct()];

    /// <summary>Every byte of a file as a sign; SQLite may have it open.</summary>
    public static string OpenFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("<code>([A-Z2-7]{32})</code>")]
    private static partial Regex Seeds();

    [GeneratedRegex("[0-9a-z]{5}(?:-[0-9a-z]{5}){4}")]
    private static partial Regex Recoveries();
}
