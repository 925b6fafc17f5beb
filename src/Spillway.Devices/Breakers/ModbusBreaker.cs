using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Breakers;
using Spillway.Devices.Wire.Modbus;

namespace Spillway.Devices.Breakers;

/// <summary>A breaker or contactor behind Modbus: one write commands it, its contacts alone confirm it.</summary>
/// <remarks>
/// <code>
/// close:  read ─ may it? ─ write ─ look until closed ─────────────── or late
/// open:            write ─ look until no current can flow ─ write once more ─ look ─ or late
/// </code>
/// A close is never repeated: who does not follow may have tripped. An open is repeated once. A pulse is always ended.
/// </remarks>
public sealed class ModbusBreaker : IBreaker
{
    private const int LooksGrowBy = 2;
    private const int LooksGrowAtMost = 8;

    private readonly ModbusClient _client;
    private readonly byte _unit;
    private readonly BreakerWiring _wiring;
    private readonly BreakerFeedback _feedback;
    private readonly SchneiderCommands _commands;
    private readonly TimeProvider _time;
    private ushort _fed;

    /// <summary>Takes hold of a breaker; nothing is sent before the first call on it.</summary>
    /// <param name="client">The line to it; disposed of with the breaker.</param>
    /// <param name="unit">Device behind the line.</param>
    /// <param name="wiring">How it hangs there, addresses of its channel filled in.</param>
    /// <param name="credential">The password of a command interface that wants one, at most four letters; else null.</param>
    /// <param name="time">The clock of pulses and looks.</param>
    public ModbusBreaker(ModbusClient client, byte unit, BreakerWiring wiring, Credential? credential, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(wiring);
        ArgumentNullException.ThrowIfNull(time);
        _client = client;
        _unit = unit;
        _wiring = wiring;
        _feedback = new(wiring);
        _commands = new(client, unit, credential, time);
        _time = time;
    }

    /// <inheritdoc/>
    public ValueTask<DeviceAnswer<BreakerReading>> ReadAsync(CancellationToken cancellation) => _feedback.ReadAsync(_client, _unit, cancellation);

    /// <inheritdoc/>
    public async ValueTask<DeviceAnswer<BreakerReading>> TellAsync(BreakerAction action, CancellationToken cancellation)
    {
        if (Written(action) is not { } write)
        {
            return new(new DeviceFault(DeviceFaultKind.Unsupported, $"Wiring '{_wiring.Name}' has nothing that does '{action}'."));
        }

        // A latched open is harmless to a breaker that is open already, and the look first would cost an emergency its time.
        if (action == BreakerAction.Close || write.PulseMilliseconds is not null)
        {
            var before = await ReadAsync(cancellation).ConfigureAwait(false);
            if (!before.IsAnswered || IsDone(action, before.Value))
            {
                return before;
            }

            if (Forbids(action, before.Value) is { } forbidden)
            {
                return new(forbidden);
            }
        }

        var answer = await MoveAsync(action, write, cancellation).ConfigureAwait(false);
        return action == BreakerAction.Open && answer.Fault is { Kind: DeviceFaultKind.Late or DeviceFaultKind.Unreachable }
            ? await MoveAsync(action, write, cancellation).ConfigureAwait(false)
            : answer;
    }

    /// <inheritdoc/>
    public async ValueTask<DeviceAnswer<Acknowledgement>> FeedAsync(CancellationToken cancellation)
    {
        if (_wiring.Watchdog is not { } watchdog)
        {
            return new(new DeviceFault(DeviceFaultKind.Unsupported, $"Wiring '{_wiring.Name}' has no watchdog."));
        }

        // Only a value that differs from the last, and none that is 0, counts as a feeding.
        _fed = _fed == ushort.MaxValue ? (ushort)1 : (ushort)(_fed + 1);
        var answer = await _client.AskAsync(_unit, ModbusRequest.WriteRegister(watchdog.Address, _fed), cancellation).ConfigureAwait(false);
        return answer.IsAnswered ? new(new Acknowledgement("")) : new(answer.Fault);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private BreakerWrite? Written(BreakerAction action) => action switch
    {
        BreakerAction.Open => _wiring.Open,
        BreakerAction.Close => _wiring.Close,
        _ => _wiring.Trip,
    };

    private static bool IsDone(BreakerAction action, BreakerReading reading) => action == BreakerAction.Close
        ? reading.Position == BreakerPosition.Closed
        : reading.Position is BreakerPosition.Open or BreakerPosition.Tripped or BreakerPosition.Withdrawn;

    private static DeviceFault? Forbids(BreakerAction action, BreakerReading reading)
    {
        var why = reading switch
        {
            { IsRemote: false } => "its selector stands on local",
            _ when action != BreakerAction.Close => null,
            { Position: BreakerPosition.Tripped } => "it has tripped and must be reset at the switchboard",
            { Position: BreakerPosition.Withdrawn } => "it is racked out",
            { Position: BreakerPosition.Unknown } => "its two auxiliary contacts contradict one another",
            { IsInterlocked: true } => "an interlock forbids it",
            _ => null,
        };
        return why is null ? null : new(DeviceFaultKind.Refused, $"Not told to {(action == BreakerAction.Close ? "close" : "open")}: {why}.");
    }

    private async ValueTask<DeviceAnswer<BreakerReading>> MoveAsync(BreakerAction action, BreakerWrite write, CancellationToken cancellation)
    {
        var begun = _time.GetTimestamp();
        var pulse = write.PulseMilliseconds is { } length ? TimeSpan.FromMilliseconds(length) : (TimeSpan?)null;
        try
        {
            if (await CommandAsync(write, cancellation).ConfigureAwait(false) is { Kind: not DeviceFaultKind.Late } fault)
            {
                return await UnlessDoneAsync(action, fault, cancellation).ConfigureAwait(false);
            }

            // A write whose answer was lost may have been taken, so the contacts are asked all the same.
            for (var look = _wiring.Look; ; look = look < _wiring.Look * LooksGrowAtMost ? look * LooksGrowBy : look)
            {
                var reading = await ReadAsync(cancellation).ConfigureAwait(false);
                if (pulse is { } held && _time.GetElapsedTime(begun) >= held)
                {
                    pulse = null;
                    await ReleaseAsync(write).ConfigureAwait(false);
                }

                if (Outcome(action, reading, _time.GetElapsedTime(begun)) is { } outcome)
                {
                    return outcome;
                }

                await Task.Delay(look, _time, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            // Also after a write that was given up half-way: it may have been taken.
            if (pulse is not null)
            {
                await ReleaseAsync(write).ConfigureAwait(false);
            }
        }
    }

    // Some interfaces refuse to open what is open; that is as good as done.
    private async ValueTask<DeviceAnswer<BreakerReading>> UnlessDoneAsync(BreakerAction action, DeviceFault fault, CancellationToken cancellation)
    {
        if (fault.Kind == DeviceFaultKind.Unreachable)
        {
            return new(fault);
        }

        var reading = await ReadAsync(cancellation).ConfigureAwait(false);
        return reading.IsAnswered && IsDone(action, reading.Value) ? reading : new(fault);
    }

    private ValueTask<DeviceFault?> CommandAsync(BreakerWrite write, CancellationToken cancellation) =>
        write.Kind == BreakerWriteKind.SchneiderCommand ? _commands.GiveAsync(write.Value, cancellation) : WriteAsync(write.Begin(), cancellation);

    private async ValueTask<DeviceFault?> WriteAsync(ModbusRequest request, CancellationToken cancellation) =>
        (await _client.AskAsync(_unit, request, cancellation).ConfigureAwait(false)).Fault;

    private DeviceAnswer<BreakerReading>? Outcome(BreakerAction action, DeviceAnswer<BreakerReading> reading, TimeSpan elapsed)
    {
        if (reading.IsAnswered)
        {
            if (IsDone(action, reading.Value))
            {
                return reading;
            }

            if (reading.Value is { IsRemote: false } or { Position: BreakerPosition.Tripped })
            {
                return new(Forbids(action, reading.Value)!);
            }
        }

        if (elapsed < _wiring.Feedback)
        {
            return null;
        }

        var last = reading.IsAnswered ? $"its contacts say {reading.Value.Position}" : reading.Fault.Detail;
        return new DeviceAnswer<BreakerReading>(new DeviceFault(
            DeviceFaultKind.Late, $"Told to {action} and no feedback of it within {_wiring.Feedback.TotalMilliseconds} ms: {last}."));
    }

    // Not to be cancelled: a coil that stays on burns. The client's own limits bound it; one more try is all that can be done.
    private async ValueTask ReleaseAsync(BreakerWrite write)
    {
        if (await WriteAsync(write.End(), CancellationToken.None).ConfigureAwait(false) is not null)
        {
            await WriteAsync(write.End(), CancellationToken.None).ConfigureAwait(false);
        }
    }
}
