using System.Collections.Frozen;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NodaTime;

namespace Spillway.Simulation.Emulators;

/// <summary>What every connection and every request passes first: who may come in, whose address was called, how good its line is.</summary>
internal sealed class EmulatorGate
{
    private readonly FrozenDictionary<IPAddress, IEmulatedDevice> _devices;
    private readonly PortShift _shift;
    private readonly Action<string> _report;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stop;
    private long _connections;

    public EmulatorGate(
        FrozenDictionary<IPAddress, IEmulatedDevice> devices, PortShift shift, Action<string> report, TimeProvider time, CancellationToken stop)
    {
        _devices = devices;
        _shift = shift;
        _report = report;
        _time = time;
        _stop = stop;
    }

    public Task AcceptAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.LocalEndPoint is not IPEndPoint local || connection.RemoteEndPoint is not IPEndPoint remote
            || !Loopback.Contains(local.Address) || !Loopback.Contains(remote.Address)
            || !_devices.TryGetValue(local.Address, out var device)
            || Called(device, local.Port) is not { } port
            || device.Line is { IsAnswering: false })
        {
            Reset(connection.Features);
            return Task.CompletedTask;
        }

        if (port.Wire == EmulatedWire.Raw)
        {
            return ServeRawAsync(connection, device, port);
        }

        connection.Features.Set(device);
        connection.Features.Set(port);
        return next(connection);
    }

    public async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        var device = http.Features.Get<IEmulatedDevice>()!;
        var port = http.Features.Get<EmulatedPort>()!;
        var line = device.Line;
        if (!line.IsAnswering)
        {
            // The whole connection, and not this one request of it: the device has gone.
            Reset(http.Features);
            return;
        }

        try
        {
            await WaitAsync(line.Delay, http.RequestAborted).ConfigureAwait(false);
            if (line.Drops || line.Damages)
            {
                var body = new DamagedStream(http.Response.Body, NextSeed(), line.Drops ? http.Abort : null);
                http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body, http.Features.GetRequiredFeature<IHttpResponseBodyFeature>()));
            }

            await (port.Wire == EmulatedWire.Grpc ? next(http) : device.AnswerAsync(http)).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            http.Abort();
        }
        catch (Exception fault)
        {
            // The edge of an emulator: its own mistake must not pass for a device's behaviour unseen.
            _report($"{device.GetType().Name} port {port.Standard}: {fault.GetType().Name}: {fault.Message}");
            http.Abort();
        }
    }

    // A reset and no orderly end: nobody is there, and a caller shall not take the silence for an empty answer.
    private static void Reset(IFeatureCollection features)
    {
        if (features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            socket.LingerState = new(enable: true, seconds: 0);
            socket.Close();
        }

        features.Get<IConnectionLifetimeFeature>()?.Abort();
    }

    private async Task ServeRawAsync(ConnectionContext connection, IEmulatedDevice device, EmulatedPort port)
    {
        try
        {
            var line = device.Line;
            await WaitAsync(line.Delay, _stop).ConfigureAwait(false);
            if (!line.Drops && !line.Damages)
            {
                await device.ServeAsync(connection, port, _stop).ConfigureAwait(false);
                return;
            }

            var sound = connection.Transport;
            var damaged = PipeWriter.Create(new DamagedStream(sound.Output.AsStream(), NextSeed(), line.Drops ? connection.Abort : null));
            connection.Transport = new DuplexPipe(sound.Input, damaged);
            await device.ServeAsync(connection, port, _stop).ConfigureAwait(false);
            await damaged.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            connection.Abort();
        }
        catch (Exception fault)
        {
            // The edge of an emulator: its own mistake must not pass for a device's behaviour unseen.
            _report($"{device.GetType().Name} port {port.Standard}: {fault.GetType().Name}: {fault.Message}");
            connection.Abort();
        }
    }

    private Task WaitAsync(Duration delay, CancellationToken cancellation) =>
        delay > Duration.Zero ? Task.Delay(delay.ToTimeSpan(), _time, cancellation) : Task.CompletedTask;

    private EmulatedPort? Called(IEmulatedDevice device, int port)
    {
        foreach (var one in device.Ports)
        {
            if (_shift.Moved(one.Standard) == port)
            {
                return one;
            }
        }

        return null;
    }

    private ulong NextSeed() => (ulong)Interlocked.Increment(ref _connections);

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
