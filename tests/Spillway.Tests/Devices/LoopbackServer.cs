using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Spillway.Devices;

namespace Spillway.Tests.Devices;

/// <summary>A device on a loopback port that does with each connection what a test says; its manners can be changed while it runs.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private Func<Connection, Task> _serve;

    /// <summary>One on a free port.</summary>
    public LoopbackServer(Func<Connection, Task> serve)
        : this(new IPEndPoint(IPAddress.Loopback, 0), serve)
    {
    }

    /// <summary>One on a free port that needs no more than the stream.</summary>
    public LoopbackServer(Func<NetworkStream, CancellationToken, Task> serve)
        : this(connection => serve(connection.Stream, connection.Cancellation))
    {
    }

    public LoopbackServer(IPEndPoint at, Func<Connection, Task> serve)
    {
        _serve = serve;
        _listener = new(at);
        _listener.Start();
        Endpoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = AcceptAsync();
    }

    public IPEndPoint Endpoint { get; }

    public int Port => Endpoint.Port;

    /// <summary>Its address, as drivers are given it; its port is no standard one.</summary>
    public DeviceEndpoint Device => new(Endpoint.Address);

    public int Accepted => Volatile.Read(ref _accepted);

    private int _accepted;

    public void Behave(Func<Connection, Task> serve) => Volatile.Write(ref _serve, serve);

    public async ValueTask DisposeAsync()
    {
        if (_accepting.IsCompleted)
        {
            return;
        }

        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                socket.NoDelay = true;
                Interlocked.Increment(ref _accepted);
                _connections.Add(Task.Run(() => ServeAsync(socket)));
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var stream = new NetworkStream(socket, ownsSocket: true);
        await using (stream)
        {
            try
            {
                await Volatile.Read(ref _serve)(new(PipeReader.Create(stream), PipeWriter.Create(stream), stream, _stop.Token));
            }
            catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException or AuthenticationException)
            {
                // The client went, which is what half of these tests are about.
            }
        }
    }

    internal sealed record Connection(PipeReader Input, PipeWriter Output, NetworkStream Stream, CancellationToken Cancellation) : IDuplexPipe;
}
