using System.Net;
using System.Net.Sockets;
using Spillway.Devices.Wire.Modbus;

namespace Spillway.Devices.Modbus;

/// <summary>One open connection: requests go out under a number, a loop hands each answer to the request that bears it.</summary>
/// <remarks>After anything that is no proper answer the two sides may be out of step, so the connection is closed.</remarks>
internal sealed class ModbusConnection : IDisposable
{
    private const int ReceiveBytes = 4 * ModbusHeader.FrameBytesAtMost;
    private const int AbandonedAtMost = 16;

    private readonly Socket _socket;
    private readonly Lock _lock = new();
    private readonly Dictionary<ushort, ModbusExchange> _outstanding = [];
    private readonly HashSet<ushort> _abandoned = [];
    private ushort _number;
    private int _missed;
    private DeviceFault? _end;

    private ModbusConnection(Socket socket) => _socket = socket;

    public bool IsOpen => Volatile.Read(ref _end) is null;

    /// <summary>Opens a connection; socket trouble and cancellation are thrown.</summary>
    public static async ValueTask<ModbusConnection> OpenAsync(IPEndPoint endpoint, CancellationToken cancellation)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
            await socket.ConnectAsync(endpoint, cancellation).ConfigureAwait(false);
        }
        catch
        {
            // Whatever went wrong goes on to the caller; only the socket must not stay behind.
            socket.Dispose();
            throw;
        }

        var connection = new ModbusConnection(socket);
        _ = connection.ReceiveAsync();
        return connection;
    }

    /// <summary>Sends a request; its exchange ends with the answer, with the connection, or when it is abandoned.</summary>
    /// <remarks>Not to be cancelled: half a request would put the two sides out of step. It does not wait either: what may be
    /// outstanding and abandoned fits any socket's buffer.</remarks>
    public async ValueTask<(ushort Number, ModbusExchange Exchange)> SendAsync(byte unit, ModbusRequest request)
    {
        var exchange = new ModbusExchange(unit, request);
        var frame = new byte[ModbusHeader.FrameBytesAtMost];
        ushort number;
        lock (_lock)
        {
            if (_end is { } end)
            {
                exchange.Fail(end);
                return (0, exchange);
            }

            number = FreeNumber_NeedsLock();
            _outstanding.Add(number, exchange);
        }

        var length = request.Write(frame, number, unit);
        try
        {
            await _socket.SendAsync(frame.AsMemory(0, length)).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            Close(new(DeviceFaultKind.Late, "The connection broke off while the request was sent."));
        }

        return (number, exchange);
    }

    /// <summary>Gives an exchange up; should its answer still come, it is dropped.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="missedAtMost">Misses in a row after which the connection is closed.</param>
    public void Abandon(ushort number, int missedAtMost)
    {
        bool isDead;
        lock (_lock)
        {
            if (!_outstanding.Remove(number))
            {
                return;
            }

            _abandoned.Add(number);
            isDead = ++_missed >= missedAtMost || _abandoned.Count > AbandonedAtMost;
        }

        if (isDead)
        {
            Close(new(DeviceFaultKind.Late, "The connection was given up: too many answers stayed away."));
        }
    }

    public void Dispose() => Close(new(DeviceFaultKind.Unreachable, "The connection was closed."));

    // Ends with the connection: closing the socket ends the pending receive.
    private async Task ReceiveAsync()
    {
        var buffer = new byte[ReceiveBytes];
        var filled = 0;
        try
        {
            while (IsOpen)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(filled)).ConfigureAwait(false);
                if (received == 0)
                {
                    Close(new(DeviceFaultKind.Late, "The device closed the connection."));
                    return;
                }

                filled += received;
                var taken = Take(buffer.AsMemory(0, filled));
                buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
                filled -= taken;
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            Close(new(DeviceFaultKind.Late, "The connection broke off."));
        }
    }

    // The buffer is longer than the longest frame, so a frame always comes to an end in it.
    private int Take(ReadOnlyMemory<byte> bytes)
    {
        var taken = 0;
        while (bytes.Length - taken >= ModbusHeader.Bytes)
        {
            if (!ModbusHeader.TryRead(bytes.Span[taken..], out var header))
            {
                Close(new(DeviceFaultKind.Malformed, "The bytes received are not Modbus TCP."));
                return bytes.Length;
            }

            if (bytes.Length - taken < ModbusHeader.Bytes + header.BodyBytes)
            {
                break;
            }

            HandOver(header, bytes.Slice(taken + ModbusHeader.Bytes, header.BodyBytes));
            taken += ModbusHeader.Bytes + header.BodyBytes;
        }

        return taken;
    }

    private void HandOver(ModbusHeader header, ReadOnlyMemory<byte> body)
    {
        ModbusExchange? exchange;
        lock (_lock)
        {
            if (_abandoned.Remove(header.Transaction))
            {
                return;
            }

            if (_outstanding.Remove(header.Transaction, out exchange))
            {
                _missed = 0;
            }
        }

        var fault = exchange is null
            ? new DeviceFault(DeviceFaultKind.Malformed, $"Not a proper Modbus answer: it bears the number {header.Transaction}, which nobody waits for.")
            : exchange.Take(header.Unit, body);
        if (fault is not null)
        {
            Close(fault);
            exchange?.Fail(fault);
        }
    }

    private void Close(DeviceFault end)
    {
        ModbusExchange[] left;
        lock (_lock)
        {
            if (_end is not null)
            {
                return;
            }

            _end = end;
            left = [.. _outstanding.Values];
            _outstanding.Clear();
        }

        _socket.Dispose();
        foreach (var exchange in left)
        {
            exchange.Fail(end);
        }
    }

    private ushort FreeNumber_NeedsLock()
    {
        do
        {
            _number = unchecked((ushort)(_number + 1));
        }
        while (_outstanding.ContainsKey(_number) || _abandoned.Contains(_number));
        return _number;
    }
}
