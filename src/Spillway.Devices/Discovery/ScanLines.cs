using System.Net;
using System.Net.Sockets;
using Spillway.Devices.Http;
using Spillway.Devices.Miners.Braiins;
using Spillway.Devices.Tcp;
using Spillway.Devices.Wire.WhatsMiner;
using Spillway.Engine;

namespace Spillway.Devices.Discovery;

/// <summary>All connections of one search: each waits for its turn, and none outlives its question.</summary>
internal sealed class ScanLines : IDisposable
{
    private const int MostHolds = 5;
    private const int MostBytes = 1024 * 1024;

    // A log-in asks for a challenge, answers it, and may be asked once more.
    private const int LoginConnections = 3;

    private readonly ScanPace _pace;
    private readonly TcpLimits _limits;
    private readonly TcpExchanger _tcp;
    private readonly DeviceHttp _http;

    public ScanLines(ScanOptions options, TimeProvider time)
    {
        Options = options.Checked();
        Time = time;
        _pace = new(options.Rate, time);
        _limits = new() { Connect = options.Connect, FirstByte = options.Answer, Whole = options.Answer, MostBytes = MostBytes };
        _tcp = new(_limits, time);
        _http = new(time, new(options.Connect, options.Answer, MostBytes));
    }

    public ScanOptions Options { get; }

    public TimeProvider Time { get; }

    public void Dispose()
    {
        _tcp.Dispose();
        _http.Dispose();
    }

    /// <summary>Waits until a connection may be begun.</summary>
    public Task TurnAsync(CancellationToken cancellation) => _pace.TurnAsync(cancellation);

    /// <summary>Connects and closes again.</summary>
    /// <exception cref="RefusedException"><see cref="DiscoveryErrors.NoSockets"/>.</exception>
    public async Task<PortState> TryAsync(DeviceEndpoint endpoint, int port, CancellationToken cancellation)
    {
        for (var hold = 0; ; hold++)
        {
            await _pace.TurnAsync(cancellation).ConfigureAwait(false);
            var error = await ConnectAsync(endpoint, port, cancellation).ConfigureAwait(false);
            if (!IsOutOfSockets(error))
            {
                return error switch
                {
                    SocketError.Success => PortState.Open,
                    SocketError.ConnectionRefused or SocketError.ConnectionReset => PortState.Refused,
                    _ => PortState.Quiet,
                };
            }

            if (hold == MostHolds)
            {
                throw new RefusedException(DiscoveryErrors.NoSockets, $"{endpoint.Address}:{endpoint.Port(port)}: {error}, after waiting {MostHolds} times.");
            }

            // Nobody gets a turn while this computer recovers; each wait is twice as long as the one before.
            _pace.Hold(TimeSpan.FromSeconds(1 << hold));
        }
    }

    /// <summary>Asks over TCP; the answer ends with the connection or a NUL.</summary>
    public async Task<DeviceAnswer<Heard>> AskAsync(DeviceEndpoint endpoint, int port, ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        await _pace.TurnAsync(cancellation).ConfigureAwait(false);
        using var answer = await _tcp.AskAsync(new IPEndPoint(endpoint.Address, endpoint.Port(port)), request, cancellation).ConfigureAwait(false);
        return answer.Fault is { } fault ? new(fault) : new(new Heard(answer.Bytes.ToArray()));
    }

    /// <summary>Asks in WhatsMiner's newer frames.</summary>
    public async Task<DeviceAnswer<Heard>> AskFramedAsync(DeviceEndpoint endpoint, int port, string json, CancellationToken cancellation)
    {
        await _pace.TurnAsync(cancellation).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(Options.Answer, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint.Address, endpoint.Port(port), either.Token).ConfigureAwait(false);
            await socket.SendAsync(WhatsMinerFrame.Of(json), either.Token).ConfigureAwait(false);
            return await FrameAsync(socket, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(new DeviceFault(DeviceFaultKind.Late, $"No whole frame within {Options.Answer.TotalSeconds} s."));
        }
        catch (SocketException failure)
        {
            return new(new DeviceFault(DeviceFaultKind.Late, $"The connection broke off ({failure.SocketErrorCode})."));
        }
    }

    /// <summary>Asks over HTTP, on a connection of its own.</summary>
    public async Task<DeviceAnswer<DevicePage>> AskAsync(DeviceRequest request, CancellationToken cancellation)
    {
        await _pace.TurnAsync(cancellation).ConfigureAwait(false);
        return await _http.SendAsync(request with { ClosesConnection = true }, cancellation).ConfigureAwait(false);
    }

    /// <summary>Asks over HTTP behind a digest log-in that is tried once.</summary>
    public async Task<DeviceAnswer<DevicePage>> AskAsync(DeviceRequest request, Credential credential, CancellationToken cancellation)
    {
        for (var turn = 0; turn < LoginConnections; turn++)
        {
            await _pace.TurnAsync(cancellation).ConfigureAwait(false);
        }

        return await new DigestLogin(_http, credential, request.Path).SendAsync(request with { ClosesConnection = true }, cancellation).ConfigureAwait(false);
    }

    /// <summary>Tries a log-in over gRPC, once.</summary>
    /// <returns>Why it was not taken; null where it was.</returns>
    public async Task<DeviceFault?> LogInAsync(DeviceEndpoint endpoint, Credential credential, CancellationToken cancellation)
    {
        await _pace.TurnAsync(cancellation).ConfigureAwait(false);
        return await new BraiinsApi(endpoint, credential, _limits, Time).TryLogInAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<SocketError> ConnectAsync(DeviceEndpoint endpoint, int port, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Options.Connect, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(endpoint.Address, endpoint.Port(port), either.Token).ConfigureAwait(false);
            return SocketError.Success;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return SocketError.TimedOut;
        }
    }

    private static async Task<DeviceAnswer<Heard>> FrameAsync(Socket socket, CancellationToken cancellation)
    {
        var buffer = new byte[WhatsMinerFrame.Head];
        for (var count = 0; ;)
        {
            var more = await socket.ReceiveAsync(buffer.AsMemory(count), cancellation).ConfigureAwait(false);
            count += more;
            if (more == 0)
            {
                return new(new DeviceFault(DeviceFaultKind.Late, $"It closed the connection after {count} bytes of a frame."));
            }

            var length = WhatsMinerFrame.Length(buffer.AsSpan(0, count));
            if (length == 0)
            {
                return new(new DeviceFault(DeviceFaultKind.Malformed, "What came is no frame."));
            }

            if (count == length)
            {
                return new(new Heard(buffer));
            }

            if (length > buffer.Length)
            {
                Array.Resize(ref buffer, length.Value);
            }
        }
    }

    private static bool IsOutOfSockets(SocketError error) =>
        error is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable or SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse or SocketError.ProcessLimit;
}
