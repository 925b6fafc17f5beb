using System.Security.Cryptography;
using System.Text;

namespace Spillway.Devices.Wire.WhatsMiner;

/// <summary>The <c>$1$</c> password hash of older Unix systems, which WhatsMiner's API builds its keys from.</summary>
public static class Md5Crypt
{
    private const string Alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int MostSalt = 8;
    private const int Rounds = 1000;
    private const int SixBits = 6;

    // Which bytes of the digest make each group of four letters, the lowest first; the last stands alone.
    private static readonly (int High, int Middle, int Low)[] _groups = [(0, 6, 12), (1, 7, 13), (2, 8, 14), (3, 9, 15), (4, 10, 5)];

    /// <summary>The hash part, without the <c>$1$salt$</c> before it.</summary>
    /// <param name="password">The password.</param>
    /// <param name="salt">The salt; only its first eight characters count.</param>
    /// <returns>22 characters of <c>./0-9A-Za-z</c>.</returns>
    public static string Hash(string password, string salt)
    {
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(salt);
        var word = Encoding.UTF8.GetBytes(password);
        var pinch = Encoding.UTF8.GetBytes(salt.Length > MostSalt ? salt[..MostSalt] : salt);
        var digest = First(word, pinch);
        for (var round = 0; round < Rounds; round++)
        {
            digest = Next(round, digest, word, pinch);
        }

        return Letters(digest);
    }

    private static byte[] First(byte[] word, byte[] pinch)
    {
        var inner = Hashed(word, pinch, word);
        var text = new List<byte>([.. word, .. "$1$"u8, .. pinch]);
        for (var left = word.Length; left > 0; left -= inner.Length)
        {
            text.AddRange(inner.AsSpan(0, Math.Min(left, inner.Length)));
        }

        for (var bits = word.Length; bits > 0; bits >>= 1)
        {
            text.Add((bits & 1) != 0 ? (byte)0 : word[0]);
        }

        return Hashed([.. text]);
    }

    private static byte[] Next(int round, byte[] digest, byte[] word, byte[] pinch)
    {
        var isOdd = (round & 1) != 0;
        return Hashed(isOdd ? word : digest, round % 3 != 0 ? pinch : [], round % 7 != 0 ? word : [], isOdd ? digest : word);
    }

    private static byte[] Hashed(params ReadOnlySpan<byte[]> parts)
    {
#pragma warning disable CA5351 // The devices' protocol, not a choice.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        foreach (var part in parts)
        {
            hash.AppendData(part);
        }

        return hash.GetHashAndReset();
    }

    private static string Letters(byte[] digest)
    {
        var letters = new StringBuilder();
        foreach (var (high, middle, low) in _groups)
        {
            Append(letters, (digest[high] << 16) | (digest[middle] << 8) | digest[low], 4);
        }

        Append(letters, digest[11], 2);
        return letters.ToString();
    }

    private static void Append(StringBuilder letters, int bits, int count)
    {
        for (var i = 0; i < count; i++, bits >>= SixBits)
        {
            letters.Append(Alphabet[bits & 0x3F]);
        }
    }
}
