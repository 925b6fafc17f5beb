namespace Spillway.Devices.Wire.Http;

/// <summary>What a server wants to be answered before it lets anybody in (RFC 7616 section 3.3).</summary>
/// <param name="Realm">What is protected, in the server's words.</param>
/// <param name="Nonce">The server's value that goes into the answer.</param>
/// <param name="Opaque">What the server wants back unchanged; null for nothing.</param>
/// <param name="Algorithm">MD5 or SHA-256.</param>
/// <param name="HasQuality">Whether the server takes <c>qop=auth</c>; without it the older form of RFC 2069 holds.</param>
/// <param name="IsStale">Whether only the nonce had aged and the password was right.</param>
public sealed record DigestChallenge(string Realm, string Nonce, string? Opaque, DigestAlgorithm Algorithm, bool HasQuality, bool IsStale)
{
    private const string Scheme = "Digest ";

    /// <summary>The strongest challenge that can be answered among header lines.</summary>
    /// <param name="lines">The <c>WWW-Authenticate</c> lines, one scheme a line.</param>
    /// <returns>The challenge; null where none is a digest that is known here.</returns>
    public static DigestChallenge? Among(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines.Select(Read).OfType<DigestChallenge>().OrderByDescending(challenge => challenge.Algorithm).FirstOrDefault();
    }

    /// <summary>The header line that a server sends.</summary>
    /// <returns>The value of <c>WWW-Authenticate</c>.</returns>
    public override string ToString() =>
        $"Digest realm=\"{Realm}\", nonce=\"{Nonce}\"{(HasQuality ? ", qop=\"auth\"" : "")}{(Opaque is null ? "" : $", opaque=\"{Opaque}\"")}"
        + (Algorithm == DigestAlgorithm.Sha256 ? ", algorithm=SHA-256" : "") + (IsStale ? ", stale=true" : "");

    private static DigestChallenge? Read(string line)
    {
        if (!line.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var parameters = HeaderParameters.Read(line.AsSpan(Scheme.Length));
        DigestAlgorithm? algorithm = parameters.GetValueOrDefault("algorithm")?.ToUpperInvariant() switch
        {
            null or "MD5" => DigestAlgorithm.Md5,
            "SHA-256" => DigestAlgorithm.Sha256,
            _ => null,
        };
        var qualities = parameters.GetValueOrDefault("qop")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var canAnswer = algorithm is not null && (qualities is null || qualities.Contains("auth", StringComparer.OrdinalIgnoreCase));
        return canAnswer && parameters.TryGetValue("nonce", out var nonce)
            ? new(parameters.GetValueOrDefault("realm") ?? "", nonce, parameters.GetValueOrDefault("opaque"), algorithm!.Value, qualities is not null,
                string.Equals(parameters.GetValueOrDefault("stale"), "true", StringComparison.OrdinalIgnoreCase))
            : null;
    }
}
