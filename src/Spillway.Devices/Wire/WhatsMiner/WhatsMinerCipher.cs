using System.Security.Cryptography;
using System.Text;

namespace Spillway.Devices.Wire.WhatsMiner;

/// <summary>AES-256 in ECB mode over JSON, as both of WhatsMiner's APIs hide their commands.</summary>
public sealed class WhatsMinerCipher
{
    private const int Block = 16;

    private readonly byte[] _key;

    /// <summary>A cipher.</summary>
    /// <param name="key">32 bytes.</param>
    public WhatsMinerCipher(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, SHA256.HashSizeInBytes);
        _key = key.ToArray();
    }

    /// <summary>Hides a text; zeros fill its last block.</summary>
    /// <param name="json">The text.</param>
    /// <returns>Base64 in one line.</returns>
    public string Hide(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var bytes = Encoding.UTF8.GetBytes(json);
        Array.Resize(ref bytes, (bytes.Length + Block - 1) / Block * Block);
        using var aes = Aes();
        return Convert.ToBase64String(aes.EncryptEcb(bytes, PaddingMode.None));
    }

    /// <summary>Shows a hidden text, whatever fills its last block: zeros as most write it, or the count as PKCS #7 has it.</summary>
    /// <param name="hidden">Base64.</param>
    /// <returns>The text; null where this is no such text, or where the key is another.</returns>
    public string? Show(string hidden)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        var bytes = new byte[hidden.Length];
        if (!Convert.TryFromBase64String(hidden, bytes, out var length) || length == 0 || length % Block != 0)
        {
            return null;
        }

        using var aes = Aes();
        var shown = aes.DecryptEcb(bytes.AsSpan(0, length), PaddingMode.None);
        var text = Encoding.UTF8.GetString(shown).TrimEnd(_filling);
        return text.StartsWith('{') || text.StartsWith('[') ? text : null;
    }

    private static readonly char[] _filling = [.. Enumerable.Range(0, Block + 1).Select(one => (char)one)];

    private Aes Aes()
    {
        var aes = System.Security.Cryptography.Aes.Create();
        aes.Key = _key;
        return aes;
    }
}
