using System.Text.Json;

namespace Spillway.Journal.Proof;

/// <summary>Who took the journal, as its own record of that says.</summary>
/// <param name="Number">The number of the record.</param>
/// <param name="Epoch">How often a writer had taken the journal, this one among them.</param>
/// <param name="Holder">Who it was.</param>
internal readonly record struct Taking(long Number, long Epoch, string Holder)
{
    /// <summary>Reads it; null where the record was changed, which its hash tells.</summary>
    public static Taking? TryRead(in RawRecord record)
    {
        var reader = new Utf8JsonReader(record.Payload);
        try
        {
            using var json = JsonDocument.ParseValue(ref reader);
            return json.RootElement.GetProperty("epoch").TryGetInt64(out var epoch) && json.RootElement.GetProperty("holder").GetString() is { } holder
                ? new(record.Number, epoch, holder)
                : null;
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}
