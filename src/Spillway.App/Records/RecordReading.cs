using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;

namespace Spillway.App.Records;

/// <summary>Takes a record's fields, and says which one is not as it should be.</summary>
internal static class RecordReading
{
    /// <summary>Reads a payload.</summary>
    /// <exception cref="RefusedException"><see cref="RecordErrors.Unreadable"/>.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> payload, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return read(document.RootElement);
        }
        catch (Exception cause) when (cause is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or UnparsableValueException or ArgumentException)
        {
            throw new RefusedException(RecordErrors.Unreadable, $"A record's payload: {cause.Message}", cause);
        }
    }

    public static Instant Instant(this JsonElement owner, string name) =>
        InstantPattern.ExtendedIso.Parse(owner.GetProperty(name).GetString()!).Value;

    public static Instant? InstantOrNull(this JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null
            ? InstantPattern.ExtendedIso.Parse(field.GetString()!).Value
            : null;

    public static decimal Decimal(this JsonElement owner, string name) => owner.GetProperty(name).GetDecimal();

    public static decimal? DecimalOrNull(this JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field.GetDecimal() : null;

    public static int Int(this JsonElement owner, string name) => owner.GetProperty(name).GetInt32();

    public static long Long(this JsonElement owner, string name) => owner.GetProperty(name).GetInt64();

    public static string Text(this JsonElement owner, string name) =>
        owner.GetProperty(name).GetString() ?? throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{name}' is null."));

    public static string? TextOrNull(this JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var field) ? field.GetString() : null;

    public static ImmutableArray<T> List<T>(this JsonElement owner, string name, Func<JsonElement, T> read) =>
        owner.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(read)] : [];
}
