using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading.Tasks.Sources;

namespace Spillway.Devices.Tcp;

/// <summary>What one exchange needs besides its socket: buffer, deadline and the operation in flight. Used again and again,
/// since a fleet makes thousands of exchanges a second.</summary>
internal sealed class TcpConversation : SocketAsyncEventArgs, IValueTaskSource<SocketError>
{
    private const int SmallBuffer = 4096;
    private const int LargestKept = 64 * 1024;

    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<SocketError> _operation;
    private Socket? _socket;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(SmallBuffer);
    private int _count;
    private bool _isAborted;
    private long _begun;
    private long _deadline;
    private long _firesAt;

    public TcpConversation(TimeProvider clock)
        : base(true)
    {
        _clock = clock;
        _timer = clock.CreateTimer(static state => ((TcpConversation)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsLate { get; private set; }

    public ReadOnlyMemory<byte> Received => _buffer.AsMemory(0, _count);

    public int ReceivedCount => _count;

    /// <summary>Connects. The request is not given along: where the device closes at once, its failure would be told to nobody.</summary>
    public ValueTask<SocketError> ConnectAsync(IPEndPoint to, TimeSpan within)
    {
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        lock (_gate)
        {
            if (_isAborted)
            {
                socket.Dispose();
                return ValueTask.FromResult(SocketError.OperationAborted);
            }

            IsLate = false;
            _socket = socket;
            _count = 0;
            _begun = _clock.GetTimestamp();
            ExpectNeedsLock(_begun + Ticks(within));
        }

        RemoteEndPoint = to;
        SetBuffer(default);
        return Started(socket.ConnectAsync(this));
    }

    /// <summary>Sends the request, which is small enough to go in one piece.</summary>
    public ValueTask<SocketError> SendAsync(ReadOnlyMemory<byte> request)
    {
        SetBuffer(MemoryMarshal.AsMemory(request));
        return Started(_socket!.SendAsync(this));
    }

    public ValueTask<SocketError> ReceiveAsync(int mostBytes)
    {
        if (_count == _buffer.Length)
        {
            Grow(mostBytes);
        }

        SetBuffer(_buffer, _count, _buffer.Length - _count);
        return Started(_socket!.ReceiveAsync(this));
    }

    /// <summary>Counts what the last receive brought.</summary>
    public int Take()
    {
        _count += BytesTransferred;
        return BytesTransferred;
    }

    /// <summary>From now.</summary>
    public void Expect(TimeSpan within)
    {
        lock (_gate)
        {
            ExpectNeedsLock(_clock.GetTimestamp() + Ticks(within));
        }
    }

    /// <summary>From the start of the exchange.</summary>
    public void ExpectWhole(TimeSpan within)
    {
        lock (_gate)
        {
            ExpectNeedsLock(_begun + Ticks(within));
        }
    }

    /// <summary>Ends the operation in flight, from any thread.</summary>
    public void Abort()
    {
        lock (_gate)
        {
            _isAborted = true;
            _socket?.Dispose();
        }
    }

    /// <summary>Closes the connection; what was received stays.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _deadline = 0;
            _socket?.Dispose();
            _socket = null;
        }
    }

    /// <summary>Makes it ready for another exchange.</summary>
    public void Reset()
    {
        _count = 0;
        _isAborted = false;
        SetBuffer(default);
        if (_buffer.Length > LargestKept)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(SmallBuffer);
        }
    }

    public void Retire()
    {
        _timer.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        Dispose();
    }

    SocketError IValueTaskSource<SocketError>.GetResult(short token)
    {
        try
        {
            return _operation.GetResult(token);
        }
        finally
        {
            _operation.Reset();
        }
    }

    ValueTaskSourceStatus IValueTaskSource<SocketError>.GetStatus(short token) => _operation.GetStatus(token);

    void IValueTaskSource<SocketError>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _operation.OnCompleted(continuation, state, token, flags);

    protected override void OnCompleted(SocketAsyncEventArgs e) => _operation.SetResult(SocketError);

    private ValueTask<SocketError> Started(bool isPending) =>
        isPending ? new(this, _operation.Version) : ValueTask.FromResult(SocketError);

    private void Grow(int mostBytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(checked(_buffer.Length * 2), mostBytes + 1));
        Received.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _clock.TimestampFrequency);

    // The timer is moved only where the new deadline lies before its next turn: most exchanges never touch it.
    private void ExpectNeedsLock(long deadline)
    {
        _deadline = deadline;
        if (_firesAt == 0 || deadline < _firesAt)
        {
            _firesAt = deadline;
            var wait = _clock.GetElapsedTime(_clock.GetTimestamp(), deadline);
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            _firesAt = 0;
            if (_deadline == 0)
            {
                return;
            }

            if (_clock.GetTimestamp() < _deadline)
            {
                ExpectNeedsLock(_deadline);
                return;
            }

            IsLate = true;
            _socket?.Dispose();
        }
    }
}
