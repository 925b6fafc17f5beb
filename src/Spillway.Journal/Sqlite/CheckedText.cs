using System.Security.Cryptography;
using System.Text;

namespace Spillway.Journal.Sqlite;

/// <summary>Text that shows whether it was written to its end: it closes with the first 16 digits of its own SHA-256.</summary>
internal static class CheckedText
{
    private const string Mark = "check=";
    private const int Digits = 16;

    public static string Close(string text) => $"{text}{Mark}{Sum(text)}";

    /// <summary>The text without its check; null where the check does not fit it.</summary>
    public static string? Open(string closed)
    {
        var at = closed.LastIndexOf(Mark, StringComparison.Ordinal);
        return at >= 0 && closed[(at + Mark.Length)..].TrimEnd() == Sum(closed[..at]) ? closed[..at] : null;
    }

    private static string Sum(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
}
