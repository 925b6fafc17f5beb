using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Spillway.Devices;

namespace Spillway.Tests.Devices.Http;

/// <summary>A device on a loopback port that does with each connection what a test says.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _served = [];
    private readonly Task _accepting;

    public LoopbackServer(Func<NetworkStream, CancellationToken, Task> serve)
    {
        _listener.Start();
        _accepting = AcceptAsync(serve);
    }

    public DeviceEndpoint Endpoint { get; } = new(IPAddress.Loopback);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        if (_accepting.IsCompleted)
        {
            return;
        }

        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_served);
        _end.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync(Func<NetworkStream, CancellationToken, Task> serve)
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                _served.Add(Task.Run(() => ServeAsync(socket, serve)));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private async Task ServeAsync(Socket socket, Func<NetworkStream, CancellationToken, Task> serve)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await serve(stream, _end.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
        {
        }
    }
}
