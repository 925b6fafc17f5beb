using System.Net;
using System.Net.Sockets;
using Spillway.Devices.Wire.Modbus;
using Spillway.Engine;

namespace Spillway.Devices.Modbus;

/// <summary>A Modbus TCP client that keeps its connection and opens a new one when it is gone. Any thread; several devices
/// behind one gateway share one client.</summary>
/// <remarks>A read that meets a dead connection is asked once more on a fresh one. A write is never sent twice. There is no
/// waiting between attempts to connect: each request tries once, so whoever asks sets the pace.</remarks>
public sealed class ModbusClient : IAsyncDisposable
{
    private const int StandardPort = 502;
    private const int OutstandingLimit = 16;

    private readonly IPEndPoint _server;
    private readonly ModbusClientOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turns;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private ModbusConnection? _connection;
    private long _answeredAt;
    private int _holders = 1;

    /// <summary>A client; nothing is sent before the first request.</summary>
    /// <param name="server">Where the device listens.</param>
    /// <param name="options">How patient it is.</param>
    /// <param name="time">The clock of its time limits.</param>
    public ModbusClient(IPEndPoint server, ModbusClientOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        Invariant.Holds(options.OutstandingAtMost is >= 1 and <= OutstandingLimit && options.MissedAtMost >= 1);
        _server = server;
        _options = options;
        _time = time;
        _turns = new(options.OutstandingAtMost, options.OutstandingAtMost);
    }

    /// <summary>A client of a device on Modbus's own port, 502.</summary>
    /// <param name="endpoint">The device.</param>
    /// <param name="options">How patient it is.</param>
    /// <param name="time">The clock of its time limits.</param>
    /// <returns>The client.</returns>
    public static ModbusClient To(DeviceEndpoint endpoint, ModbusClientOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return new(new IPEndPoint(endpoint.Address, endpoint.Port(StandardPort)), options, time);
    }

    /// <summary>Takes hold of it once more, for another device on the same line.</summary>
    /// <returns>The same client, which lives until every holder has disposed of it.</returns>
    public ModbusClient Share()
    {
        Invariant.Holds(Interlocked.Increment(ref _holders) > 1);
        return this;
    }

    /// <summary>Asks a device.</summary>
    /// <param name="unit">Device behind the connection; 255 or 1 where there is only one.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What it answered, or why it did not; <see cref="DeviceFaultKind.Late"/> where a write may have been taken.</returns>
    public async ValueTask<DeviceAnswer<ModbusPayload>> AskAsync(byte unit, ModbusRequest request, CancellationToken cancellation)
    {
        if (!await TakeTurnAsync(cancellation).ConfigureAwait(false))
        {
            return new(new DeviceFault(DeviceFaultKind.Late, $"{_server}: no turn on the shared line within {_options.TurnTimeout.TotalSeconds} s; nothing was sent."));
        }

        try
        {
            var isKept = _connection is { IsOpen: true };
            var answer = await AskOnceAsync(unit, request, cancellation).ConfigureAwait(false);
            return isKept && !request.IsWrite && answer.Fault is { Kind: DeviceFaultKind.Late } && _connection is not { IsOpen: true }
                ? await AskOnceAsync(unit, request, cancellation).ConfigureAwait(false)
                : answer;
        }
        finally
        {
            _answeredAt = _time.GetTimestamp();
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            Interlocked.Exchange(ref _connection, null)?.Dispose();
            _turns.Dispose();
            _opening.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private async ValueTask<bool> TakeTurnAsync(CancellationToken cancellation)
    {
        if (!_turns.Wait(0, cancellation))
        {
            using var limit = new CancellationTokenSource(_options.TurnTimeout, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            try
            {
                await _turns.WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return false;
            }
        }

        var pause = _options.Pause > TimeSpan.Zero ? _options.Pause - _time.GetElapsedTime(_answeredAt) : TimeSpan.Zero;
        if (pause > TimeSpan.Zero)
        {
            await PauseAsync(pause, cancellation).ConfigureAwait(false);
        }

        return true;
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(pause, _time, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _turns.Release();
            throw;
        }
    }

    private async ValueTask<DeviceAnswer<ModbusPayload>> AskOnceAsync(byte unit, ModbusRequest request, CancellationToken cancellation)
    {
        var connection = _connection;
        if (connection is not { IsOpen: true })
        {
            (connection, var fault) = await OpenAsync(cancellation).ConfigureAwait(false);
            if (connection is null)
            {
                return new(fault!);
            }
        }

        var (number, exchange) = await connection.SendAsync(unit, request).ConfigureAwait(false);
        if (exchange.Answer.IsCompleted)
        {
            return await exchange.Answer.ConfigureAwait(false);
        }

        try
        {
            return await exchange.Answer.WaitAsync(_options.AnswerTimeout, _time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            connection.Abandon(number, _options.MissedAtMost);
            return new(new DeviceFault(DeviceFaultKind.Late, $"{_server}, unit {unit}: no answer to function {(int)request.Function} within {_options.AnswerTimeout.TotalMilliseconds} ms."));
        }
        catch (OperationCanceledException)
        {
            connection.Abandon(number, _options.MissedAtMost);
            throw;
        }
    }

    private async ValueTask<(ModbusConnection? Connection, DeviceFault? Fault)> OpenAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_options.ConnectTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await _opening.WaitAsync(either.Token).ConfigureAwait(false);
            try
            {
                if (_connection is not { IsOpen: true })
                {
                    _connection?.Dispose();
                    _connection = await ModbusConnection.OpenAsync(_server, either.Token).ConfigureAwait(false);
                }

                return (_connection, null);
            }
            finally
            {
                _opening.Release();
            }
        }
        catch (SocketException fault)
        {
            return (null, new(DeviceFaultKind.Unreachable, $"{_server}: {fault.SocketErrorCode}."));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, new(DeviceFaultKind.Unreachable, $"{_server}: no connection within {_options.ConnectTimeout.TotalSeconds} s."));
        }
    }
}
