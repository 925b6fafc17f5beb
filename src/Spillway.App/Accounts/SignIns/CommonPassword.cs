using System.Text;
using System.Text.RegularExpressions;

namespace Spillway.App.Accounts.SignIns;

/// <summary>Passwords that whoever guesses tries first: nothing but well-known words, rows of keys, digits and signs, however long.</summary>
/// <remarks>Beside the list of <see cref="GuessedPassword"/>: words in a row, with digits for letters or with a year behind them, of which lists have the short
/// ones, and words of this trade.</remarks>
internal static partial class CommonPassword
{
    private const int FewestOfOnesOwn = 4;
    private const string Signs = "013457@$!";
    private const string Letters = "oieastasi";

    // The longer ones first: what is left of one must not hide another.
    private static readonly string[] _words =
    [
        .. new[]
        {
            "password", "passwort", "passphrase", "passcode", "pass", "word", "secret", "letmein", "welcome", "changeme", "change", "default", "login", "logon", "signin", "access", "open", "sesame",
            "admin", "administrator", "root", "user", "guest", "operator", "manager", "master", "test", "testing", "demo", "temp", "hello", "please", "trustno", "iloveyou", "love", "lovely", "forever", "baby", "angel",
            "princess", "queen", "king", "monkey", "dragon", "tiger", "shadow", "sunshine", "summer", "winter", "spring", "autumn", "superman", "batman", "spiderman", "starwars", "pokemon", "football", "baseball",
            "basketball", "soccer", "hockey", "michael", "jessica", "ashley", "jordan", "charlie", "computer", "internet", "whatever", "freedom", "money", "qwertyuiop", "qwerty", "qwertz", "azerty", "asdfghjkl", "asdfgh", "asdf",
            "zxcvbnm", "zxcvbn", "qazwsx", "qazwsxedc", "qaz", "wsx", "edc", "rfv", "tgb", "yhn", "abcdef", "abc", "correct", "horse", "battery", "staple", "woaini", "wo", "ni", "ai", "my", "the", "this", "is", "i", "you", "a", "me",
            "spillway", "bitcoin", "miner", "mining", "power", "desk", "site",
        }.OrderByDescending(static word => word.Length),
    ];

    /// <summary>Whether a password is made of such and of nothing else.</summary>
    /// <param name="password">The password.</param>
    public static bool Is(string password)
    {
        var small = password.ToLowerInvariant();
        return Own(small) < FewestOfOnesOwn || Own(Disguised().Replace(small, static signs => string.Concat(signs.Value.Select(static sign => Letters[Signs.IndexOf(sign, StringComparison.Ordinal)])))) < FewestOfOnesOwn;
    }

    // How many letters are left where the words are taken away. Letters of other scripts count each.
    private static int Own(string small)
    {
        var left = new StringBuilder(string.Concat(small.Where(char.IsLetter)));
        foreach (var word in _words.Where(static word => word.Length >= FewestOfOnesOwn))
        {
            left.Replace(word, " ");
        }

        // Short words count only where they stand alone: within another word they are a part of it.
        var parts = left.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Where(static part => !_words.Contains(part)).Sum(static part => part.Length);
    }

    // A digit or sign in the midst of letters stands for one.
    [GeneratedRegex(@"(?<=\p{L})[013457@$!]+(?=\p{L})")]
    private static partial Regex Disguised();
}
