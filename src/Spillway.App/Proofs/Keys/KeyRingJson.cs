using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;

namespace Spillway.App.Proofs.Keys;

/// <summary>The ring of keys as JSON, without any private half.</summary>
internal static class KeyRingJson
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    public static string Write(ImmutableArray<SiteKey> keys, ImmutableArray<KeyEvent> events) => new JsonObject
    {
        ["keys"] = new JsonArray([.. keys.Select(Of)]),
        ["events"] = new JsonArray([.. events.Select(one => (JsonNode)new JsonObject
        {
            ["event"] = one.Kind,
            ["at_utc"] = Utc(one.At),
            ["key_id"] = one.Key.Text,
            ["record"] = one.Record,
        })]),
    }.ToJsonString(_indented) + "\n";

    /// <summary>A key as a person or a program is shown it.</summary>
    public static JsonNode Of(SiteKey key) => new JsonObject
    {
        ["key_id"] = key.Id.Text,
        ["state"] = key.State,
        ["kty"] = "EC",
        ["crv"] = "P-256",
        ["x"] = key.Public.X,
        ["y"] = key.Public.Y,
        ["created_utc"] = Utc(key.Created),
        ["retired_utc"] = Utc(key.Retired),
        ["revoked_utc"] = Utc(key.Revoked),
        ["because"] = key.Because,
    };

    public static (ImmutableArray<SiteKey> Keys, ImmutableArray<KeyEvent> Events) Read(string text)
    {
        try
        {
            var ring = JsonNode.Parse(text)!;
            return (
                [.. ring["keys"]!.AsArray().Select(one => new SiteKey(
                    new((string)one!["x"]!, (string)one["y"]!), At(one["created_utc"])!.Value, At(one["retired_utc"]), At(one["revoked_utc"]), (string?)one["because"]))],
                [.. ring["events"]!.AsArray().Select(one => new KeyEvent(
                    (string)one!["event"]!, At(one["at_utc"])!.Value, new((string)one["key_id"]!), (long?)one["record"]))]);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or NullReferenceException or UnparsableValueException or FormatException)
        {
            throw new RefusedException(KeyErrors.Unusable, $"keys/ring.json of the data folder: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    private static string? Utc(Instant? at) => at is { } instant ? InstantPattern.ExtendedIso.Format(instant) : null;

    private static Instant? At(JsonNode? text) => text is null ? null : InstantPattern.ExtendedIso.Parse((string)text!).Value;
}
