using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace Spillway.App.Api;

/// <summary>Writes the API's JSON: numbers of at most 15 digits, instants in UTC.</summary>
internal static class ApiJson
{
    private const int MostDigits = 15;

    /// <summary>How the API writes JSON, for what is written field by field.</summary>
    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly InstantPattern _instant = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>Answers with JSON.</summary>
    public static Task WriteAsync(HttpContext http, int status, JsonNode body) => WriteAsync(http, status, "application/json", body);

    /// <summary>Answers with JSON of a content type of its own.</summary>
    public static Task WriteAsync(HttpContext http, int status, string contentType, JsonNode body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType + "; charset=utf-8";
        return http.Response.WriteAsync(body.ToJsonString(_plain) + "\n", http.RequestAborted);
    }

    /// <summary>Answers with JSON that is written already, with the line break behind it.</summary>
    public static async Task WriteAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>JSON on one line.</summary>
    public static string Text(JsonNode body) => body.ToJsonString(_plain);

    /// <summary>A quantity.</summary>
    public static JsonValue Number(decimal value) => JsonValue.Create(Rounded(value));

    /// <summary>A quantity as it is written: 15 digits at most, without zeros at its end.</summary>
    public static decimal Rounded(decimal value)
    {
        var whole = decimal.Truncate(decimal.Abs(value));
        var digits = whole == 0m ? 0 : whole.ToString(CultureInfo.InvariantCulture).Length;
        var rounded = decimal.Round(value, Math.Clamp(MostDigits - digits, 0, 9), MidpointRounding.AwayFromZero);
        return rounded / 1.0000000000000000000000000000m;
    }

    /// <summary>A quantity that may not be there.</summary>
    public static JsonValue? Number(decimal? value) => value is { } known ? Number(known) : null;

    /// <summary>A time in seconds.</summary>
    public static JsonValue Seconds(Duration time) => Number((decimal)time.TotalSeconds);

    /// <summary>An instant.</summary>
    public static string Instant(Instant at) => _instant.Format(at);
}
