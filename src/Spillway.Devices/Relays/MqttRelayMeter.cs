using System.Globalization;
using Spillway.Devices.Meters;
using Spillway.Devices.Wire.Meters;
using Spillway.Devices.Wire.Relays;

namespace Spillway.Devices.Relays;

/// <summary>What a relay behind an MQTT broker measures.</summary>
public sealed class MqttRelayMeter : IMeter
{
    private const decimal Largest = 1_000_000_000_000;

    private readonly MqttLine _line;
    private readonly RelayTemplate _template;
    private readonly RelayAddress _address;
    private readonly TimeProvider _time;

    /// <summary>Takes hold of a relay's meter; nothing is sent before the first call on it.</summary>
    /// <param name="line">The line to its broker; disposed of with the meter.</param>
    /// <param name="template">How it is spoken to.</param>
    /// <param name="address">Which one it is.</param>
    /// <param name="time">The clock of time limits.</param>
    public MqttRelayMeter(MqttLine line, RelayTemplate template, RelayAddress address, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(time);
        _line = line;
        _template = template;
        _address = address;
        _time = time;
    }

    /// <inheritdoc/>
    public async ValueTask<DeviceAnswer<MeterReading>> ReadAsync(CancellationToken cancellation)
    {
        if (_template.Power is not { } power)
        {
            return new(new DeviceFault(DeviceFaultKind.Unsupported, $"Relay '{_template.Name}' measures no power."));
        }

        var ready = await RelayLine.ReadyAsync(_line, _template, _address, power, cancellation).ConfigureAwait(false);
        if (!ready.IsAnswered)
        {
            return new(ready.Fault);
        }

        var (ear, begun, next) = (ready.Value, _time.GetTimestamp(), ready.Value.Next());
        if (_template.AskMeter is { } ask && await _line.SendAsync(_address.Fill(ask.Topic), _address.Fill(ask.Payload), cancellation).ConfigureAwait(false) is { } fault)
        {
            return new(fault);
        }

        while (await ear.HeardAsync(next, _template.Feedback - _time.GetElapsedTime(begun), cancellation).ConfigureAwait(false))
        {
            next = ear.Next();
            if (ear.Last is { } message && Reading(_template, _address, message) is { } reading)
            {
                return new(reading);
            }
        }

        return new(new DeviceFault(DeviceFaultKind.Late, $"{ear.Topic}: no power within {_template.Feedback.TotalMilliseconds} ms."));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _line.DisposeAsync();

    // One reading is one message: figures of two messages are of two instants.
    internal static MeterReading? Reading(RelayTemplate template, RelayAddress address, ReadOnlyMemory<byte> message)
    {
        decimal? Beside(RelayField? field) => field is not null && field.Topic == template.Power?.Topic ? Number(field, address, message) : null;
        return Beside(template.Power) is not { } mw ? null : new MeterFigures
        {
            [MeterQuantity.Power] = mw,
            [MeterQuantity.ImportedEnergy] = Beside(template.Energy),
            [MeterQuantity.Voltage] = Beside(template.Voltage),
        }.Reading(isConsumptionNegative: false);
    }

    private static decimal? Number(RelayField field, RelayAddress address, ReadOnlyMemory<byte> message) =>
        RelayJson.Find(message, address.Fill(field.Path)) is { } text
        && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < Largest
            ? number * field.Scale
            : null;
}
