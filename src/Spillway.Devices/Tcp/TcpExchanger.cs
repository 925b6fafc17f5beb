using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Spillway.Devices.Tcp;

/// <summary>One fresh connection, one request, one answer that ends with the connection or a NUL. Any thread; many exchanges
/// at a time.</summary>
internal sealed class TcpExchanger(TcpLimits limits, TimeProvider clock) : IDisposable
{
    // Conversations kept for the next exchange; more than so many at a time are made and let go.
    private const int MostKept = 1024;

    private readonly TcpLimits _limits = limits.Checked();
    private readonly ConcurrentQueue<TcpConversation> _kept = new();
    private int _keptCount;

    /// <summary>Hears what machines answer to polls; null where nobody keeps it.</summary>
    public IPollEar? Ear { get; init; }

    /// <summary>Asks; the answer ends with a NUL or with the connection.</summary>
    /// <exception cref="OperationCanceledException">The caller's token, and nothing else.</exception>
    public ValueTask<TcpAnswer> AskAsync(IPEndPoint to, ReadOnlyMemory<byte> request, CancellationToken cancellation) =>
        AskAsync(to, request, static come => come[^1] == 0, cancellation);

    /// <summary>Asks; the answer ends where a protocol says so, or with the connection.</summary>
    /// <exception cref="OperationCanceledException">The caller's token, and nothing else.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TcpAnswer> AskAsync(IPEndPoint to, ReadOnlyMemory<byte> request, Func<ReadOnlySpan<byte>, bool> isWhole, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var conversation = Rent();
        DeviceFault? fault = null;
        var registration = cancellation.CanBeCanceled
            ? cancellation.UnsafeRegister(static state => ((TcpConversation)state!).Abort(), conversation)
            : default;
        try
        {
            fault = await ConverseAsync(conversation, to, request, isWhole).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The deadline or the caller closed the socket between two operations.
            fault = BrokenOff(conversation, SocketError.OperationAborted);
        }
        catch (SocketException failure)
        {
            // This computer has no socket to give.
            fault = NotConnected(conversation, failure.SocketErrorCode);
        }
        finally
        {
            registration.Dispose();
            conversation.Close();
            if (fault is not null)
            {
                Return(conversation);
            }
        }

        if (fault is null)
        {
            return new(this, conversation);
        }

        cancellation.ThrowIfCancellationRequested();
        return new(fault);
    }

    public void Return(TcpConversation conversation)
    {
        conversation.Reset();
        if (Interlocked.Increment(ref _keptCount) <= MostKept)
        {
            _kept.Enqueue(conversation);
            return;
        }

        Interlocked.Decrement(ref _keptCount);
        conversation.Retire();
    }

    public void Dispose()
    {
        while (_kept.TryDequeue(out var conversation))
        {
            conversation.Retire();
        }
    }

    private TcpConversation Rent()
    {
        if (!_kept.TryDequeue(out var conversation))
        {
            return new(clock);
        }

        Interlocked.Decrement(ref _keptCount);
        return conversation;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<DeviceFault?> ConverseAsync(TcpConversation conversation, IPEndPoint to, ReadOnlyMemory<byte> request, Func<ReadOnlySpan<byte>, bool> isWhole)
    {
        var error = await conversation.ConnectAsync(to, _limits.Connect).ConfigureAwait(false);
        if (error != SocketError.Success)
        {
            return NotConnected(conversation, error);
        }

        conversation.Expect(_limits.FirstByte);
        error = await conversation.SendAsync(request).ConfigureAwait(false);
        if (error != SocketError.Success)
        {
            return BrokenOff(conversation, error);
        }

        while (true)
        {
            error = await conversation.ReceiveAsync(_limits.MostBytes).ConfigureAwait(false);
            if (error != SocketError.Success)
            {
                return BrokenOff(conversation, error);
            }

            var isFirst = conversation.ReceivedCount == 0;
            if (conversation.Take() == 0)
            {
                return isFirst ? Late("it closed the connection without a word, as such devices do to callers that are not on their list") : null;
            }

            if (conversation.ReceivedCount > _limits.MostBytes)
            {
                return new(DeviceFaultKind.TooLarge, $"It sent more than {_limits.MostBytes} bytes.");
            }

            if (isWhole(conversation.Received.Span))
            {
                return null;
            }

            if (isFirst)
            {
                conversation.ExpectWhole(_limits.Whole);
            }
        }
    }

    private DeviceFault NotConnected(TcpConversation conversation, SocketError error) => conversation.IsLate
        ? new(DeviceFaultKind.Unreachable, $"No connection within {_limits.Connect.TotalSeconds} s.")
        : new(DeviceFaultKind.Unreachable, $"No connection: {error}.");

    private DeviceFault BrokenOff(TcpConversation conversation, SocketError error) => !conversation.IsLate
        ? Late($"the connection broke after {conversation.ReceivedCount} bytes ({error})")
        : conversation.ReceivedCount == 0
            ? Late($"nothing came within {_limits.FirstByte.TotalSeconds} s")
            : Late($"the answer did not end within {_limits.Whole.TotalSeconds} s; {conversation.ReceivedCount} bytes came");

    private static DeviceFault Late(string what) => new(DeviceFaultKind.Late, $"Connected, but {what}.");
}
