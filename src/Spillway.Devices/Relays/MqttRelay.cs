using Spillway.Devices.Breakers;
using Spillway.Devices.Http;
using Spillway.Devices.Wire.Relays;

namespace Spillway.Devices.Relays;

/// <summary>A relay behind an MQTT broker: what it says after it was asked is believed, what a broker remembers is not.</summary>
public sealed class MqttRelay : IBreaker
{
    private const int OwedAtMost = 3;
    private static readonly TimeSpan _debtLasts = TimeSpan.FromSeconds(5);

    private readonly MqttLine _line;
    private readonly RelayTemplate _template;
    private readonly RelayAddress _address;
    private readonly TimeProvider _time;
    private int _owed;
    private long _owedAt;

    /// <summary>Takes hold of a relay; nothing is sent before the first call on it.</summary>
    /// <param name="line">The line to its broker; disposed of with the relay.</param>
    /// <param name="template">How it is spoken to.</param>
    /// <param name="address">Which one it is.</param>
    /// <param name="time">The clock of time limits.</param>
    public MqttRelay(MqttLine line, RelayTemplate template, RelayAddress address, TimeProvider time)
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
    public async ValueTask<DeviceAnswer<BreakerReading>> ReadAsync(CancellationToken cancellation)
    {
        var ear = await ReadyAsync(cancellation).ConfigureAwait(false);
        return ear.IsAnswered ? await LookAsync(ear.Value, _template.Feedback, cancellation).ConfigureAwait(false) : new(ear.Fault);
    }

    /// <inheritdoc/>
    public async ValueTask<DeviceAnswer<BreakerReading>> TellAsync(BreakerAction action, CancellationToken cancellation)
    {
        if (action == BreakerAction.Trip)
        {
            return new(new DeviceFault(DeviceFaultKind.Unsupported, "A relay has no shunt trip."));
        }

        var ear = await ReadyAsync(cancellation).ConfigureAwait(false);
        if (!ear.IsAnswered)
        {
            return new(ear.Fault);
        }

        var begun = _time.GetTimestamp();
        var message = action == BreakerAction.Close ? _template.On : _template.Off;
        if (await _line.SendAsync(_address.Fill(message.Topic), _address.Fill(message.Payload), cancellation).ConfigureAwait(false) is { Kind: not DeviceFaultKind.Late } fault)
        {
            return new(fault);
        }

        // Many relays tell their state after a command without being asked: that message is no answer to the question that follows.
        Owe(Math.Max(_owed, 1));
        var wanted = action == BreakerAction.Close ? BreakerPosition.Closed : BreakerPosition.Open;
        while (true)
        {
            var left = _template.Feedback - _time.GetElapsedTime(begun);
            var reading = await LookAsync(ear.Value, _template.Ask is null ? left : TimeSpan.FromTicks(Math.Min(left.Ticks, 4 * _template.Look.Ticks)), cancellation).ConfigureAwait(false);
            if (reading.Value?.Position == wanted)
            {
                return reading;
            }

            if (_time.GetElapsedTime(begun) >= _template.Feedback)
            {
                return new(new DeviceFault(DeviceFaultKind.Late, $"Told to {action} and no word of it within {_template.Feedback.TotalMilliseconds} ms: {reading.Value?.Position.ToString() ?? reading.Fault!.Detail}"));
            }

            await Task.Delay(_template.Look, _time, cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask<DeviceAnswer<Acknowledgement>> FeedAsync(CancellationToken cancellation) =>
        ValueTask.FromResult(new DeviceAnswer<Acknowledgement>(new DeviceFault(DeviceFaultKind.Unsupported, "A relay behind a broker has no watchdog that could be fed.")));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _line.DisposeAsync();

    private ValueTask<DeviceAnswer<TopicEar>> ReadyAsync(CancellationToken cancellation) =>
        RelayLine.ReadyAsync(_line, _template, _address, _template.State, cancellation);

    // A state counts when it was said after the question; one that nobody can ask for, when it is said while somebody waits. The
    // answers bear no number, so after a question that went unanswered one answer more is asked for: the first may be the late one.
    private async ValueTask<DeviceAnswer<BreakerReading>> LookAsync(TopicEar ear, TimeSpan limit, CancellationToken cancellation)
    {
        var begun = _time.GetTimestamp();
        var skipped = _owed > 0 && _time.GetElapsedTime(_owedAt) < _debtLasts ? _owed : _owed = 0;
        var next = ear.Next();
        if (await AskAsync(cancellation).ConfigureAwait(false) is { } fault)
        {
            return new(fault);
        }

        while (await HeardAsync(ear, next, limit - _time.GetElapsedTime(begun), cancellation).ConfigureAwait(false))
        {
            next = ear.Next();
            if (ear.Last is not { } message || RelayJson.Find(message, _address.Fill(_template.State.Path)) is not { } state)
            {
                continue;
            }

            if (skipped-- <= 0)
            {
                return Reading(_template, _address, state);
            }

            if (await AskAsync(cancellation).ConfigureAwait(false) is { } broken)
            {
                return new(broken);
            }
        }

        Owe(Math.Min(_owed + 1, OwedAtMost));
        return new(new DeviceFault(DeviceFaultKind.Late, $"{ear.Topic}: no state within {limit.TotalMilliseconds:0} ms."));
    }

    // Whoever gives up waiting leaves an answer behind that may still come.
    private async ValueTask<bool> HeardAsync(TopicEar ear, Task next, TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            return await ear.HeardAsync(next, limit, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Owe(Math.Min(_owed + 1, OwedAtMost));
            throw;
        }
    }

    private void Owe(int answers)
    {
        _owed = _template.Ask is null ? 0 : answers;
        _owedAt = _time.GetTimestamp();
    }

    private ValueTask<DeviceFault?> AskAsync(CancellationToken cancellation) =>
        _template.Ask is { } ask ? _line.SendAsync(_address.Fill(ask.Topic), _address.Fill(ask.Payload), cancellation) : ValueTask.FromResult<DeviceFault?>(null);

    internal static DeviceAnswer<BreakerReading> Reading(RelayTemplate template, RelayAddress address, string state) =>
        state == template.StateOn ? new(new BreakerReading(BreakerPosition.Closed, false, null))
        : state == template.StateOff ? new(new BreakerReading(BreakerPosition.Open, false, null))
        : new(new DeviceFault(DeviceFaultKind.Malformed, $"{address.Fill(template.State.Topic)}: '{HttpFaults.Quoted(state)}' is neither {template.StateOn} nor {template.StateOff}."));
}
