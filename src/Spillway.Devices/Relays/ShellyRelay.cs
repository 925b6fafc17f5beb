using System.Text.Json;
using Spillway.Devices.Breakers;
using Spillway.Devices.Http;

namespace Spillway.Devices.Relays;

/// <summary>A Shelly switch of generation 2 or later, by its RPC over HTTP.</summary>
public sealed class ShellyRelay : IBreaker
{
    private static readonly TimeSpan _feedback = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(50);

    private readonly ShellyRpc _rpc;
    private readonly int _channel;
    private readonly TimeProvider _time;

    /// <summary>Takes hold of a switch; nothing is sent before the first call on it.</summary>
    /// <param name="http">The transport.</param>
    /// <param name="endpoint">Where it listens.</param>
    /// <param name="channel">The switch, from 0.</param>
    /// <param name="credential">Its password; null where it is open. The user is always <c>admin</c>.</param>
    public ShellyRelay(DeviceHttp http, DeviceEndpoint endpoint, int channel, Credential? credential)
    {
        ArgumentNullException.ThrowIfNull(http);
        _rpc = new(http, endpoint, credential);
        _channel = channel;
        _time = http.Time;
    }

    /// <inheritdoc/>
    public ValueTask<DeviceAnswer<BreakerReading>> ReadAsync(CancellationToken cancellation) =>
        _rpc.CallAsync("Switch.GetStatus", $$"""{"id":{{_channel}}}""", Reading, cancellation);

    /// <inheritdoc/>
    public async ValueTask<DeviceAnswer<BreakerReading>> TellAsync(BreakerAction action, CancellationToken cancellation)
    {
        if (action == BreakerAction.Trip)
        {
            return new(new DeviceFault(DeviceFaultKind.Unsupported, "A relay has no shunt trip."));
        }

        var begun = _time.GetTimestamp();
        var isOn = action == BreakerAction.Close;
        var told = await _rpc.CallAsync("Switch.Set", $$"""{"id":{{_channel}},"on":{{(isOn ? "true" : "false")}}}""", _ => new Acknowledgement(""), cancellation).ConfigureAwait(false);
        if (told.Fault is { Kind: not DeviceFaultKind.Late } fault)
        {
            return new(fault);
        }

        while (true)
        {
            var reading = await ReadAsync(cancellation).ConfigureAwait(false);
            if (reading.Value?.Position == (isOn ? BreakerPosition.Closed : BreakerPosition.Open))
            {
                return reading;
            }

            if (_time.GetElapsedTime(begun) >= _feedback)
            {
                return new(new DeviceFault(DeviceFaultKind.Late, $"Told to {action} and no word of it within {_feedback.TotalMilliseconds} ms: {reading.Value?.Position.ToString() ?? reading.Fault!.Detail}"));
            }

            await Task.Delay(_look, _time, cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask<DeviceAnswer<Acknowledgement>> FeedAsync(CancellationToken cancellation) =>
        ValueTask.FromResult(new DeviceAnswer<Acknowledgement>(new DeviceFault(DeviceFaultKind.Unsupported, "This relay is used without a watchdog.")));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal static BreakerReading? Reading(JsonElement status) =>
        status.TryGetProperty("output", out var output) && output.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? new(output.ValueKind == JsonValueKind.True ? BreakerPosition.Closed : BreakerPosition.Open, false, null)
            : null;
}
