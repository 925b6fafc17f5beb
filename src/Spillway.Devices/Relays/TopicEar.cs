namespace Spillway.Devices.Relays;

/// <summary>What was last heard on one topic, and who waits for the next. Any thread.</summary>
internal sealed class TopicEar(string topic, bool takesRetained, TimeProvider time)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReadOnlyMemory<byte>? _last;

    public string Topic => topic;

    public bool TakesRetained => takesRetained;

    public bool IsSubscribed { get; set; }

    /// <summary>The last message; null where none was heard on this connection.</summary>
    public ReadOnlyMemory<byte>? Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <summary>Ends with the next message from now on.</summary>
    public Task Next()
    {
        lock (_lock)
        {
            return _next.Task;
        }
    }

    /// <summary>Waits for a message, a time at most.</summary>
    /// <returns>Whether one came.</returns>
    public async ValueTask<bool> HeardAsync(Task next, TimeSpan limit, CancellationToken cancellation)
    {
        if (limit <= TimeSpan.Zero)
        {
            return next.IsCompleted;
        }

        try
        {
            await next.WaitAsync(limit, time, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public void Hear(byte[] payload)
    {
        TaskCompletionSource heard;
        lock (_lock)
        {
            _last = payload;
            heard = _next;
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        heard.TrySetResult();
    }

    public void Forget()
    {
        lock (_lock)
        {
            IsSubscribed = false;
            _last = null;
        }
    }
}
