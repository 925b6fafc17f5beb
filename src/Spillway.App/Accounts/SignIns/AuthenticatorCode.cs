using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Spillway.App.Accounts.SignIns;

/// <summary>Codes of an authenticator app: RFC 6238 with SHA-1, 30 s and six digits, which all apps know. Each is taken once.</summary>
/// <remarks>The framework's own check has a clock that cannot be given and takes a code again while it lasts.</remarks>
internal static class AuthenticatorCode
{
    private const int StepSeconds = 30;
    private const int Digits = 6;
    private const int Modulus = 1_000_000;
    private const int Off = 1;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The code of a time step.</summary>
    /// <param name="key">The shared secret in base 32.</param>
    /// <param name="step">The step, counted from 1970.</param>
    public static string Of(string key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // Authenticator apps know no other hash; RFC 6238 names it, and a keyed hash does not rest on collisions.
        var hash = HMACSHA1.HashData(Bytes(key), counter);
#pragma warning restore CA5350
        var cut = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (cut % Modulus).ToString("D" + Digits, CultureInfo.InvariantCulture);
    }

    /// <summary>The step of an instant.</summary>
    public static long Step(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The step whose code was given: now, or one before or after it for clocks that differ.</summary>
    /// <param name="key">The shared secret.</param>
    /// <param name="code">What was typed.</param>
    /// <param name="now">The instant.</param>
    /// <param name="last">The last step that was taken; it and those before it are taken no more.</param>
    /// <returns>The step; null where the code is none of these.</returns>
    public static long? Taken(string? key, string code, DateTimeOffset now, long last)
    {
        var typed = Encoding.UTF8.GetBytes(string.Concat(code.Where(static sign => !char.IsWhiteSpace(sign)).Take(Digits + 1)));
        long? taken = null;
        for (var step = Step(now) - Off; key is not null && step <= Step(now) + Off; step++)
        {
            if (step > last && CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(Of(key, step))))
            {
                taken = step;
            }
        }

        return taken;
    }

    private static byte[] Bytes(string key)
    {
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var sign in key)
        {
            bits = ((bits << 5) | Base32.IndexOf(sign, StringComparison.Ordinal)) & 0xfff;
            held += 5;
            if (held >= 8)
            {
                held -= 8;
                bytes.Add((byte)((bits >> held) & 0xff));
            }
        }

        return [.. bytes];
    }
}
