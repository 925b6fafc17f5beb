using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spillway.Simulation.Emulators;

/// <summary>Requests that are one JSON object without an end mark.</summary>
internal static class JsonRequests
{
    private const int MostBytes = 8 * 1024;

    /// <summary>A connection without a word is closed after this time.</summary>
    private static readonly TimeSpan _within = TimeSpan.FromSeconds(10);

    /// <summary>Reads until an object is whole.</summary>
    /// <returns>The object; an empty one for what is none; null where the caller left or said nothing.</returns>
    public static async Task<JsonObject?> ReadAsync(PipeReader input, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_within);
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(patience.Token).ConfigureAwait(false);
                var found = Whole(read.Buffer);
                if (found is not null || read.IsCompleted || read.Buffer.Length > MostBytes)
                {
                    var isEmpty = read.Buffer.IsEmpty;
                    input.AdvanceTo(read.Buffer.End);
                    return found ?? (isEmpty ? null : []);
                }

                input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Reads a text as an object; null where it is none.</summary>
    public static JsonObject? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member as text, whatever it is written as; null where there is none.</summary>
    public static string? Text(this JsonObject json, string name) => json[name] is JsonValue value ? value.ToString() : null;

    // What cannot be JSON, however it goes on, is answered at once.
    private static JsonObject? Whole(ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(bytes, isFinalBlock: false, default);
            return JsonDocument.TryParseValue(ref reader, out var document) && document is not null
                ? JsonObject.Create(document.RootElement) ?? []
                : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return [];
        }
    }
}
