using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Spillway.Devices.Wire.WhatsMiner;

/// <summary>What one command of API v3 carries to show that its sender knows the password.</summary>
/// <param name="Value">The token: 8 characters.</param>
/// <param name="Cipher">What hides the parameter of the few commands that carry passwords.</param>
public sealed record WhatsMinerToken(string Value, WhatsMinerCipher Cipher)
{
    private const int Letters = 8;

    /// <summary>The token of one command.</summary>
    /// <param name="command">The command, such as <c>set.miner.service</c>.</param>
    /// <param name="password">The account's password.</param>
    /// <param name="salt">The device's salt.</param>
    /// <param name="unixSeconds">The command's <c>ts</c>. Unit: s since 1970.</param>
    /// <returns>The token.</returns>
    public static WhatsMinerToken Of(string command, string password, string salt, long unixSeconds)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{command}{password}{salt}{unixSeconds}")));
        return new(Convert.ToBase64String(digest)[..Letters], new(digest));
    }

    /// <summary>Nothing of it: it is a secret for as long as its time counts.</summary>
    /// <returns>Text for people.</returns>
    public override string ToString() => "token ***";
}
