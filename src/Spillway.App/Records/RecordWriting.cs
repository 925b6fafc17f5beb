using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Spillway.App.Records;

/// <summary>Writes a record's payload: UTF-8 JSON without blanks, fields in a fixed order, nothing where there is nothing,
/// so that equal facts are equal bytes.</summary>
internal static class RecordWriting
{
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one payload.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _plain))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static void Instant(this Utf8JsonWriter writer, string name, Instant? at)
    {
        if (at is { } instant)
        {
            writer.WriteString(name, InstantPattern.ExtendedIso.Format(instant));
        }
    }

    public static void Number(this Utf8JsonWriter writer, string name, decimal? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
    }

    public static void Text(this Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    public static void List<T>(this Utf8JsonWriter writer, string name, IReadOnlyCollection<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }
}
