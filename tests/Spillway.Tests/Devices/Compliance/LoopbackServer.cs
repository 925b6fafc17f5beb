using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>A server on a free loopback port whose manners can be changed while it runs.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private Func<Connection, Task> _serve;

    public LoopbackServer(Func<Connection, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        Endpoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = AcceptAsync();
    }

    public IPEndPoint Endpoint { get; }

    public int Accepted => Volatile.Read(ref _accepted);

    private int _accepted;

    public void Behave(Func<Connection, Task> serve) => Volatile.Write(ref _serve, serve);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
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
                _connections.Add(ServeAsync(socket));
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
            catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException)
            {
                // The client went, which is what half of these tests are about.
            }
        }
    }

    internal sealed record Connection(PipeReader Input, PipeWriter Output, Stream Stream, CancellationToken Cancellation) : IDuplexPipe;
}
