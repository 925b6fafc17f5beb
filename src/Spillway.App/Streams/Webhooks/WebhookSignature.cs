using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Spillway.App.Streams.Webhooks;

/// <summary>Signs what is sent: HMAC-SHA256 over id, time and body, so that a receiver can tell it from a forged and from a repeated one.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header with the delivery's id.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the time of the attempt, in seconds since 1970.</summary>
    public const string TimeHeader = "webhook-timestamp";

    /// <summary>The header with the signature, <c>v1,</c> and base64.</summary>
    public const string SignatureHeader = "webhook-signature";

    /// <summary>How far a receiver's clock may be off before it refuses.</summary>
    public static readonly Duration Tolerance = Duration.FromMinutes(5);

    /// <summary>The signature of a body.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="id">The delivery's id.</param>
    /// <param name="at">When it is sent.</param>
    /// <param name="body">The body as it goes out.</param>
    /// <returns>The header's value.</returns>
    public static string Of(string secret, string id, Instant at, string body)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.{body}");
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Whether a receiver may believe what came.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="sent">Id, time in seconds since 1970, body and signature as they came.</param>
    /// <param name="now">The receiver's time.</param>
    public static bool Holds(string secret, (string Id, string Time, string Body, string Signature) sent, Instant now) =>
        long.TryParse(sent.Time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Instant.FromUnixTimeSeconds(seconds) is var at && now - at <= Tolerance && at - now <= Tolerance
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(secret, sent.Id, at, sent.Body)), Encoding.ASCII.GetBytes(sent.Signature));
}
