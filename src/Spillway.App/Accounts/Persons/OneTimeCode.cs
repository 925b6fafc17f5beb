using System.Security.Cryptography;
using System.Text;

namespace Spillway.App.Accounts.Persons;

/// <summary>Codes that a person reads off one screen and types at another: first run, invitation, recovery.</summary>
/// <remarks>Twenty-five signs of an alphabet without look-alikes: 125 bits, too many to try, so that a plain hash of it may be kept. Older codes have twenty.</remarks>
internal static class OneTimeCode
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Signs = 25;
    private const int Together = 5;
    private const int LongestTyped = 64;

    /// <summary>Makes a code.</summary>
    /// <param name="random">Gives so many random bytes.</param>
    /// <returns>Such as <c>3f8zk-0m2qy-vv71c-9d4rt-h6w2e</c>.</returns>
    public static string Make(RandomBytes random)
    {
        var bytes = random(Signs);
        var text = new StringBuilder();
        for (var index = 0; index < Signs; index++)
        {
            text.Append(index > 0 && index % Together == 0 ? "-" : "").Append(Alphabet[bytes[index] % Alphabet.Length]);
        }

        return text.ToString();
    }

    /// <summary>What is kept of a code. Case, spaces and hyphens do not count.</summary>
    /// <param name="code">The code as it was typed.</param>
    public static string Hash(string code)
    {
        var plain = new string([.. code.Take(LongestTyped).Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain)));
    }

    /// <summary>Whether a typed code is the one whose hash is kept, in the same time for every answer.</summary>
    /// <param name="code">The code as it was typed.</param>
    /// <param name="hash">What is kept; null where no code is good.</param>
    public static bool Is(string code, string? hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(code)), Encoding.ASCII.GetBytes(hash ?? new string('-', 64)));
}
