using System.Text.Json;
using Spillway.Devices.Http;
using Spillway.Devices.Meters;
using Spillway.Devices.Wire.Meters;

namespace Spillway.Devices.Relays;

/// <summary>What a Shelly switch of generation 2 or later measures.</summary>
public sealed class ShellyMeter : IMeter
{
    private const decimal PerMega = 0.000001m;
    private const decimal Largest = 1_000_000_000_000;

    private readonly ShellyRpc _rpc;
    private readonly int _channel;

    /// <summary>Takes hold of a switch's meter; nothing is sent before the first call on it.</summary>
    /// <param name="http">The transport.</param>
    /// <param name="endpoint">Where it listens.</param>
    /// <param name="channel">The switch, from 0.</param>
    /// <param name="credential">Its password; null where it is open. The user is always <c>admin</c>.</param>
    public ShellyMeter(DeviceHttp http, DeviceEndpoint endpoint, int channel, Credential? credential)
    {
        _rpc = new(http, endpoint, credential);
        _channel = channel;
    }

    /// <inheritdoc/>
    public async ValueTask<DeviceAnswer<MeterReading>> ReadAsync(CancellationToken cancellation)
    {
        var answer = await _rpc.CallAsync("Switch.GetStatus", $$"""{"id":{{_channel}}}""", Reading, cancellation).ConfigureAwait(false);
        return answer.Value is { Power: null }
            ? new(new DeviceFault(DeviceFaultKind.Unsupported, "This switch measures no power."))
            : answer;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal static MeterReading Reading(JsonElement status) => new MeterFigures
    {
        [MeterQuantity.Power] = Number(status, "apower") * PerMega,
        [MeterQuantity.ImportedEnergy] = status.TryGetProperty("aenergy", out var energy) && energy.ValueKind == JsonValueKind.Object ? Number(energy, "total") * PerMega : null,
        [MeterQuantity.Voltage] = Number(status, "voltage"),
        [MeterQuantity.Frequency] = Number(status, "freq"),
        [MeterQuantity.PowerFactor] = Number(status, "pf"),
        [MeterQuantity.Current] = Number(status, "current"),
    }.Reading(isConsumptionNegative: false);

    private static decimal? Number(JsonElement status, string name) =>
        status.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && Math.Abs(number) < Largest
            ? number
            : null;
}
