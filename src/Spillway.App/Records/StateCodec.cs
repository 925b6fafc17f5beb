using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals;

namespace Spillway.App.Records;

/// <summary>The whole control state as a part.</summary>
/// <remarks>The state is facts only, positional or required, so the serialiser's own rules read back what they wrote; whether
/// they did is told by the state's digest, which every reading checks.</remarks>
public static class StateCodec
{
    private static readonly JsonSerializerOptions _options = new()
    {
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new InstantConverter(), new DurationConverter(), new SlotConverter() },
    };

    /// <summary>Writes a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The part's bytes.</returns>
    public static byte[] Write(ControlState state) => JsonSerializer.SerializeToUtf8Bytes(state, _options);

    /// <summary>Reads a state.</summary>
    /// <param name="bytes">The part's bytes.</param>
    /// <param name="digest">The digest it had when it was written.</param>
    /// <returns>The state, with that digest.</returns>
    /// <exception cref="RefusedException"><see cref="RecordErrors.Unreadable"/>: the bytes are no state, or another one.</exception>
    public static ControlState Read(ReadOnlySpan<byte> bytes, string digest)
    {
        try
        {
            var state = JsonSerializer.Deserialize<ControlState>(bytes, _options) ?? throw new JsonException("null");
            return state.Digest() == digest
                ? state
                : throw new RefusedException(RecordErrors.Unreadable, $"A checkpoint has the digest {state.Digest()} where its record says {digest}.");
        }
        catch (Exception cause) when (cause is JsonException or NotSupportedException or UnparsableValueException)
        {
            throw new RefusedException(RecordErrors.Unreadable, $"A checkpoint: {cause.Message}", cause);
        }
    }

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            InstantPattern.ExtendedIso.Parse(reader.GetString() ?? "").Value;

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }

    // A slot works its minutes out when it is made, so it has to be made by its constructor.
    private sealed class SlotConverter : JsonConverter<Slot>
    {
        public override Slot Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var (start, length) = JsonSerializer.Deserialize<Interval>(ref reader, options);
            return new(start, length);
        }

        public override void Write(Utf8JsonWriter writer, Slot value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Interval(value.Start, value.Length), options);

        private readonly record struct Interval(Instant Start, Duration Length);
    }

    private sealed class DurationConverter : JsonConverter<Duration>
    {
        public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DurationPattern.Roundtrip.Parse(reader.GetString() ?? "").Value;

        public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
            writer.WriteStringValue(DurationPattern.Roundtrip.Format(value));
    }
}
