using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Spillway.Devices.Wire.Http;

/// <summary>The answer to a <see cref="DigestChallenge"/> (RFC 7616 section 3.4); it shows that the password is known and not the password.</summary>
/// <param name="User">The user's name.</param>
/// <param name="Realm">The challenge's realm.</param>
/// <param name="Nonce">The challenge's nonce.</param>
/// <param name="Path">Path and query of the request.</param>
/// <param name="Response">The hash over all of them, lower-case hexadecimal.</param>
public sealed record DigestAuthorization(string User, string Realm, string Nonce, string Path, string Response)
{
    private const string Scheme = "Digest ";

    /// <summary>The challenge's opaque value; null for none.</summary>
    public string? Opaque { get; init; }

    /// <summary>The challenge's algorithm.</summary>
    public DigestAlgorithm Algorithm { get; init; }

    /// <summary>How many requests carried this nonce, this one included; null in the older form without <c>qop</c>.</summary>
    public uint? Count { get; init; }

    /// <summary>The client's own value; null in the older form without <c>qop</c>.</summary>
    public string? ClientNonce { get; init; }

    /// <summary>Answers a challenge.</summary>
    /// <param name="challenge">The challenge.</param>
    /// <param name="credential">The name and the password.</param>
    /// <param name="request">The request's method and its path with the query.</param>
    /// <param name="count">How many requests carried this nonce, this one included; from 1.</param>
    /// <param name="clientNonce">The client's own value, without quotes in it.</param>
    /// <returns>The answer.</returns>
    public static DigestAuthorization Of(DigestChallenge challenge, Credential credential, (string Method, string Path) request, uint count, string clientNonce)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        ArgumentNullException.ThrowIfNull(credential);
        var open = new DigestAuthorization(credential.User, challenge.Realm, challenge.Nonce, request.Path, "")
        {
            Opaque = challenge.Opaque,
            Algorithm = challenge.Algorithm,
            Count = challenge.HasQuality ? count : null,
            ClientNonce = challenge.HasQuality ? clientNonce : null,
        };
        return open with { Response = open.Expected(credential.Password, request.Method) };
    }

    /// <summary>Reads a client's header line.</summary>
    /// <param name="line">The value of <c>Authorization</c>; null for none.</param>
    /// <returns>The answer in it; null where it holds none.</returns>
    public static DigestAuthorization? Read(string? line)
    {
        if (line is null || !line.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var parameters = HeaderParameters.Read(line.AsSpan(Scheme.Length));
        string Text(string name) => parameters.GetValueOrDefault(name) ?? "";
        return new(Text("username"), Text("realm"), Text("nonce"), Text("uri"), Text("response"))
        {
            Opaque = parameters.GetValueOrDefault("opaque"),
            Algorithm = Text("algorithm").Equals("SHA-256", StringComparison.OrdinalIgnoreCase) ? DigestAlgorithm.Sha256 : DigestAlgorithm.Md5,
            Count = uint.TryParse(Text("nc"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var count) ? count : null,
            ClientNonce = parameters.GetValueOrDefault("cnonce"),
        };
    }

    /// <summary>What a server that knows the password expects as <see cref="Response"/>.</summary>
    /// <param name="password">The password.</param>
    /// <param name="method">The request's method, in capitals.</param>
    /// <returns>Lower-case hexadecimal.</returns>
    public string Expected(string password, string method)
    {
        var who = Hashed($"{User}:{Realm}:{password}");
        var what = Hashed($"{method}:{Path}");
        return Hashed(Count is { } count ? $"{who}:{Nonce}:{count:x8}:{ClientNonce}:auth:{what}" : $"{who}:{Nonce}:{what}");
    }

    /// <summary>The header line that a client sends.</summary>
    /// <returns>The value of <c>Authorization</c>.</returns>
    public override string ToString() =>
        $"Digest username=\"{Escaped(User)}\", realm=\"{Escaped(Realm)}\", nonce=\"{Escaped(Nonce)}\", uri=\"{Path}\", response=\"{Response}\""
        + $", algorithm={(Algorithm == DigestAlgorithm.Sha256 ? "SHA-256" : "MD5")}"
        + (Count is { } count ? $", qop=auth, nc={count:x8}, cnonce=\"{ClientNonce}\"" : "") + (Opaque is null ? "" : $", opaque=\"{Escaped(Opaque)}\"");

    private static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private string Hashed(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
#pragma warning disable CA5351 // The machines' web servers know no other: the hash is the protocol's, not a choice.
        return Convert.ToHexStringLower(Algorithm == DigestAlgorithm.Sha256 ? SHA256.HashData(bytes) : MD5.HashData(bytes));
#pragma warning restore CA5351
    }
}
