using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Spillway.Devices;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>One emulated machine on free ports of loopback, with a place between wire and machine where mischief can be done,
/// and a count of all that came in.</summary>
internal sealed class EmulatedStand : IAsyncDisposable
{
    private const ulong Seed = 11;

    private static readonly Instant _start = Instant.FromUtc(2025, 7, 1, 12, 0);

    private readonly CancellationTokenSource _stop = new();
    private readonly WebApplication _application;
    private readonly MachineDevice _device;
    private ImmutableDictionary<int, int> _portsByStandard = ImmutableDictionary<int, int>.Empty;
    private int _connections;
    private readonly ConcurrentDictionary<ConnectionContext, Socket> _open = [];
    private int _mostOpen;

    private EmulatedStand(IEmulatedFamily family, MachineBuild build, bool isSecured)
    {
        World = new(new DateTimeOffset(2025, 7, 1, 12, 0, 0, TimeSpan.Zero));
        Physics = new(build, MachineIdentity.Of(7), Seed, _start);
        Machine = new(Physics, new WorldClock(World, _start, 1));
        _device = new(family, Machine);
        Physics.Settle(_start);
        _application = Built(family, isSecured);
    }

    /// <summary>The time of the machine's world.</summary>
    public FakeTimeProvider World { get; }

    public PhysicalMachine Physics { get; }

    public EmulatedMachine Machine { get; }

    /// <summary>What is done to connections from now on; null for nothing.</summary>
    public Mischief? Mischief { get; set; }

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The most connections that callers held at once. One that its caller has closed is none, also where the machine has yet
    /// to notice that.</summary>
    public int MostOpen => Volatile.Read(ref _mostOpen);

    public DeviceEndpoint Endpoint => new(IPAddress.Loopback) { Forwarded = _portsByStandard };

    public static async Task<EmulatedStand> StartAsync(IEmulatedFamily family, MachineBuild build, bool isSecured = false)
    {
        var stand = new EmulatedStand(family, build, isSecured);
        await stand._application.StartAsync(TestContext.Current.CancellationToken);
        var bound = stand._application.Urls.Select(url => new Uri(url).Port);
        stand._portsByStandard = family.Ports.Zip(bound).ToImmutableDictionary(pair => pair.First.Standard, pair => pair.Second);
        return stand;
    }

    /// <summary>Lets the machine's world go on.</summary>
    public void Pass(Duration time) => World.Advance(time.ToTimeSpan());

    /// <summary>Asks as a plain socket would.</summary>
    public async Task<byte[]> AskAsync(int standardPort, byte[] request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Endpoint.Port(standardPort), TestContext.Current.CancellationToken);
        await socket.SendAsync(request, TestContext.Current.CancellationToken);
        using var answer = new MemoryStream();
        var buffer = new byte[65536];
        for (var read = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken); read > 0; read = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken))
        {
            answer.Write(buffer, 0, read);
        }

        return answer.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
        _stop.Dispose();
    }

    private WebApplication Built(IEmulatedFamily family, bool isSecured)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.AddRouting();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var port in family.Ports)
            {
                kestrel.Listen(IPAddress.Loopback, 0, listen =>
                {
                    listen.Protocols = port.Wire == EmulatedWire.Grpc ? HttpProtocols.Http2 : HttpProtocols.Http1;
                    listen.Use(next => connection => ServeAsync(connection, port, next));
                    if (isSecured && port.Wire == EmulatedWire.Http)
                    {
                        listen.UseHttps(SelfMade.Certificate);
                    }
                });
            }
        });
        if (family is IGrpcFamily)
        {
            builder.Services.AddGrpc();
        }

        var application = builder.Build();
        application.Use(next => http => AnswerAsync(http, next));
        application.UseRouting();
        (family as IGrpcFamily)?.Map(application);
        return application;
    }

    private async Task ServeAsync(ConnectionContext connection, EmulatedPort port, ConnectionDelegate next)
    {
        _open[connection] = connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        InterlockedMax(ref _mostOpen, _open.Count(one => one.Key == connection || IsHeld(one.Value)));
        Interlocked.Increment(ref _connections);
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, connection.ConnectionClosed);
            if (!Machine.Look().IsAnswering)
            {
                connection.Abort();
            }
            else if (Mischief is { } mischief)
            {
                await mischief.PlayAsync(connection, port, c => PassOnAsync(c, port, next, either.Token), either.Token);
            }
            else
            {
                await PassOnAsync(connection, port, next, either.Token);
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The caller has gone, which is what it should do.
            connection.Abort();
        }
        finally
        {
            _open.TryRemove(connection, out _);
        }
    }

    private Task PassOnAsync(ConnectionContext connection, EmulatedPort port, ConnectionDelegate next, CancellationToken cancellation)
    {
        if (port.Wire == EmulatedWire.Raw)
        {
            return _device.ServeAsync(connection, port, cancellation);
        }

        connection.Features.Set<IEmulatedDevice>(_device);
        connection.Features.Set(port);
        return next(connection);
    }

    private async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<EmulatedPort>()!.Wire == EmulatedWire.Grpc)
        {
            await next(http);
            return;
        }

        if (Mischief?.Rewrite is not { } rewrite)
        {
            await _device.AnswerAsync(http);
            return;
        }

        var body = http.Response.Body;
        using var held = new MemoryStream();
        http.Response.Body = held;
        await _device.AnswerAsync(http);
        http.Response.Body = body;
        http.Response.ContentLength = null;
        await body.WriteAsync(rewrite(held.ToArray()), http.RequestAborted);
    }

    // A socket whose other end was closed is readable and has nothing to read.
    private static bool IsHeld(Socket socket)
    {
        try
        {
            return !socket.Poll(TimeSpan.Zero, SelectMode.SelectRead) || socket.Available > 0;
        }
        catch (Exception gone) when (gone is ObjectDisposedException or SocketException)
        {
            return false;
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
