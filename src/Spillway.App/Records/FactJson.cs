using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Spillway.Engine;

namespace Spillway.App.Records;

/// <summary>Facts of the control pass as JSON: fields by their names in the order in which the engine declares them, quantities and ids
/// as bare values, enumerations as their numbers; nothing that can be worked out again. Equal facts are equal bytes.</summary>
/// <remarks>A long text is kept packed (<c>{"gzip":"…"}</c>): a record holds at most one mebibyte.</remarks>
internal static class FactJson
{
    private const int PackFrom = 64 * 1024;
    private const int MostUnpacked = 256 * 1024 * 1024;
    private const string Packed = "gzip";

    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new FactValueConverters() },
    };

    /// <summary>Writes a fact.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="fact">The fact.</param>
    /// <returns>The payload.</returns>
    public static byte[] Write<T>(T fact)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(fact, _options);
        return plain.Length < PackFrom ? plain : Pack(plain);
    }

    /// <summary>Reads a fact.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="payload">The payload.</param>
    /// <returns>The fact, equal to the one written.</returns>
    /// <exception cref="RefusedException"><see cref="RecordErrors.Unreadable"/>.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Unpack(payload).Span, _options)
                ?? throw new JsonException("It is null.");
        }
        catch (Exception cause) when (cause is JsonException or NotSupportedException or FormatException or InvalidDataException or InvalidOperationException)
        {
            throw new RefusedException(RecordErrors.Unreadable, $"A record's payload: {cause.Message}", cause);
        }
    }

    private static byte[] Pack(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject { [Packed] = Convert.ToBase64String(packed.ToArray()) });
    }

    private static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> payload)
    {
        if (!payload.Span.StartsWith("{\"gzip\":"u8))
        {
            return payload;
        }

        using var document = JsonDocument.Parse(payload);
        using var packed = new MemoryStream(document.RootElement.GetProperty(Packed).GetBytesFromBase64());
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = gzip.Read(buffer)) > 0)
        {
            plain.Write(buffer, 0, read);
            if (plain.Length > MostUnpacked)
            {
                throw new InvalidDataException($"More than {MostUnpacked} bytes are packed in it.");
            }
        }

        return plain.ToArray();
    }
}
