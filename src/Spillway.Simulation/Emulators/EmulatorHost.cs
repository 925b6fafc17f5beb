using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Spillway.Engine;

namespace Spillway.Simulation.Emulators;

/// <summary>Serves many devices on loopback in one process, each at its own address and on its real ports.</summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    // The system cuts this down to its own limit (net.core.somaxconn): a whole site may call at once.
    private const int Backlog = 8192;

    private readonly WebApplication _application;
    private readonly ImmutableArray<IStartedDevice> _started;
    private readonly CancellationTokenSource _stop;

    private EmulatorHost(
        WebApplication application, ImmutableArray<IStartedDevice> started, CancellationTokenSource stop, PortShift shift, ImmutableArray<ServedPort> ports)
    {
        _application = application;
        _started = started;
        _stop = stop;
        LowPortShift = shift.Low;
        Ports = ports;
    }

    /// <summary>What was added to the ports below 1024: 0, 8000 and more where they could not be had, or what the options ask for. Unit: ports.</summary>
    public int LowPortShift { get; }

    /// <summary>What is served, by standard port.</summary>
    public ImmutableArray<ServedPort> Ports { get; }

    /// <summary>Opens the ports and serves until it is disposed of.</summary>
    /// <param name="options">What is served.</param>
    /// <param name="time">Delays the answers of slow devices.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <returns>The host, listening.</returns>
    /// <exception cref="RefusedException">A port cannot be had (<see cref="EmulatorErrors.PortTaken"/>), or a device stands outside
    /// 127/8 (<see cref="EmulatorErrors.NotLoopback"/>).</exception>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions options, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (options.Devices.Keys.FirstOrDefault(address => !Loopback.Contains(address)) is { } stranger)
        {
            throw new RefusedException(EmulatorErrors.NotLoopback, $"A device at {stranger}, outside 127.0.0.0/8.");
        }

        var shift = PortPlan.Shift(options);
        var stop = new CancellationTokenSource();
        var gate = new EmulatorGate(options.Devices.ToFrozenDictionary(), shift, options.Report, time, stop.Token);
        var application = Build(options, shift, gate);
        var started = options.Devices.Where(pair => pair.Value is IStartedDevice).ToDictionary(pair => pair.Key, pair => (IStartedDevice)pair.Value);
        var host = new EmulatorHost(application, [.. started.Values], stop, shift, PortPlan.Ports(options, shift));
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
            foreach (var (address, device) in started)
            {
                await device.StartAsync(new(address, shift.Moved(device.Ports[0].Standard)), time, cancellation).ConfigureAwait(false);
            }

            return host;
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw new RefusedException(EmulatorErrors.PortTaken, $"{fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }

    /// <summary>Ends every connection and closes every port.</summary>
    /// <returns>When none is left.</returns>
    public async ValueTask DisposeAsync()
    {
        foreach (var device in _started)
        {
            await device.DisposeAsync().ConfigureAwait(false);
        }

        await _stop.CancelAsync().ConfigureAwait(false);

        // A token that is already cancelled: connections are cut and not waited for.
        await _application.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private static WebApplication Build(EmulatorOptions options, PortShift shift, EmulatorGate gate)
    {
        // Empty on purpose: no configuration files, no console lifetime, no log of every request.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.Backlog = Backlog);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
            var http2 = PortPlan.Ports(options, shift).Where(port => port.Wire == EmulatedWire.Grpc).Select(port => port.Port).ToHashSet();
            foreach (var endpoint in PortPlan.Endpoints(options, shift))
            {
                kestrel.Listen(endpoint, listen =>
                {
                    listen.Protocols = http2.Contains(endpoint.Port) ? HttpProtocols.Http2 : HttpProtocols.Http1;
                    listen.Use(next => connection => gate.AcceptAsync(connection, next));
                });
            }
        });
        builder.Services.AddRouting();
        if (!options.GrpcFamilies.IsEmpty)
        {
            builder.Services.AddGrpc();
        }

        var application = builder.Build();
        application.Use(next => http => gate.AnswerAsync(http, next));
        application.UseRouting();
        application.UseEndpoints(routes =>
        {
            foreach (var family in options.GrpcFamilies)
            {
                family.Map(routes);
            }
        });
        return application;
    }
}
