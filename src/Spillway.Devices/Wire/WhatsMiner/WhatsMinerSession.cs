using System.Security.Cryptography;
using System.Text;

namespace Spillway.Devices.Wire.WhatsMiner;

/// <summary>What both sides of API v2 derive from a password and the device's answer to <c>get_token</c>.</summary>
/// <param name="Sign">The token that every command carries.</param>
/// <param name="Cipher">What hides commands and answers.</param>
public sealed record WhatsMinerSession(string Sign, WhatsMinerCipher Cipher)
{
    private const int TimeDigits = 4;

    /// <summary>Derives a session.</summary>
    /// <param name="password">The API's password.</param>
    /// <param name="time">The answer's <c>time</c>; its last four characters count.</param>
    /// <param name="salt">The answer's <c>salt</c>.</param>
    /// <param name="newSalt">The answer's <c>newsalt</c>.</param>
    /// <returns>The session.</returns>
    public static WhatsMinerSession Of(string password, string time, string salt, string newSalt)
    {
        ArgumentNullException.ThrowIfNull(time);
        var key = Md5Crypt.Hash(password, salt);
        var sign = Md5Crypt.Hash(key + time[^Math.Min(TimeDigits, time.Length)..], newSalt);
        return new(sign, new(SHA256.HashData(Encoding.ASCII.GetBytes(key))));
    }

    /// <summary>The token's name only: with it commands could be sent.</summary>
    /// <returns>Text for people.</returns>
    public override string ToString() => "session ***";
}
