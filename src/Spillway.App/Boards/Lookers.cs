namespace Spillway.App.Boards;

/// <summary>Counts the consoles that are open. Any thread.</summary>
/// <param name="wall">The wall clock.</param>
public sealed class Lookers(TimeProvider wall)
{
    private readonly Lock _gate = new();
    private int _open;
    private long? _leftAt;

    /// <summary>How many are open now.</summary>
    public int Open
    {
        get
        {
            lock (_gate)
            {
                return _open;
            }
        }
    }

    /// <summary>One was opened, or has its connection again.</summary>
    public void Came()
    {
        lock (_gate)
        {
            _open++;
        }
    }

    /// <summary>One was closed, or lost its connection.</summary>
    public void Left()
    {
        lock (_gate)
        {
            _open--;
            _leftAt = wall.GetTimestamp();
        }
    }

    /// <summary>Whether one is open, or was a short while ago.</summary>
    /// <param name="within">How long ago counts.</param>
    public bool IsAnybody(TimeSpan within)
    {
        lock (_gate)
        {
            return _open > 0 || (_leftAt is { } at && wall.GetElapsedTime(at) <= within);
        }
    }
}
