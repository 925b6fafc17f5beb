using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Field;
using Spillway.Units;

namespace Spillway.App.Records;

/// <summary>How <see cref="FactJson"/> writes what is one value: instants, quantities, ids; and, as short lists, what there is most of.</summary>
internal sealed class FactValueConverters : JsonConverterFactory
{
    private static readonly ConcurrentDictionary<Type, JsonConverter> _made = new(new Dictionary<Type, JsonConverter>
    {
        [typeof(Instant)] = new TextConverter<Instant>(InstantPattern.ExtendedIso.Format, static text => InstantPattern.ExtendedIso.Parse(text).GetValueOrThrow()),
        [typeof(Duration)] = new NumberConverter<Duration>(static time => time.BclCompatibleTicks, static ticks => Duration.FromTicks((long)ticks)),
        [typeof(Slot)] = new SlotConverter(),
        [typeof(OrderId)] = new TextConverter<OrderId>(static id => id.Text, static text => new(text)),
        [typeof(GroupId)] = new TextConverter<GroupId>(static id => id.Text, static text => new(text)),
        [typeof(FeedId)] = new TextConverter<FeedId>(static id => id.Text, static text => new(text)),
        [typeof(CommandId)] = new NumberConverter<CommandId>(static id => id.Number, static number => new((long)number)),
        [typeof(Megawatts)] = new NumberConverter<Megawatts>(static value => value.Value, static number => new(number)),
        [typeof(Watts)] = new NumberConverter<Watts>(static value => value.Value, static number => new(number)),
        [typeof(Ratio)] = new NumberConverter<Ratio>(static value => value.Value, static number => new(number)),
        [typeof(EnergyPrice)] = new NumberConverter<EnergyPrice>(static value => value.Value, static number => new(number)),
        [typeof(Hashprice)] = new NumberConverter<Hashprice>(static value => value.Value, static number => new(number)),
        [typeof(MachineNote)] = new MachineNoteConverter(),
    });

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => _made.ContainsKey(typeToConvert);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => _made[typeToConvert];

    private sealed class TextConverter<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(reader.GetString() ?? throw new JsonException("A text is null."));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }

    private sealed class NumberConverter<T>(Func<T, decimal> write, Func<decimal, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(reader.GetDecimal());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(write(value));
    }

    private sealed class SlotConverter : JsonConverter<Slot>
    {
        public override Slot Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parts = JsonSerializer.Deserialize<string[]>(ref reader, options)!;
            return new(InstantPattern.ExtendedIso.Parse(parts[0]).GetValueOrThrow(), DurationPattern.JsonRoundtrip.Parse(parts[1]).GetValueOrThrow());
        }

        public override void Write(Utf8JsonWriter writer, Slot value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value.Start));
            writer.WriteStringValue(DurationPattern.JsonRoundtrip.Format(value.Length));
            writer.WriteEndArray();
        }
    }

    // Number, condition, mode, watts: the first frames of a desk tell every machine of the site.
    private sealed class MachineNoteConverter : JsonConverter<MachineNote>
    {
        public override MachineNote Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parts = JsonSerializer.Deserialize<decimal?[]>(ref reader, options)!;
            return new((int)parts[0]!.Value, (MachineCondition)(int)parts[1]!.Value, (int)parts[2]!.Value, parts[3] is { } watts ? new Watts(watts) : null);
        }

        public override void Write(Utf8JsonWriter writer, MachineNote value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(value.Machine);
            writer.WriteNumberValue((int)value.Condition);
            writer.WriteNumberValue(value.ModeIndex);
            if (value.Power is { } power)
            {
                writer.WriteNumberValue(power.Value);
            }
            else
            {
                writer.WriteNullValue();
            }

            writer.WriteEndArray();
        }
    }
}
