namespace Spillway.App.People;

/// <summary>Lets so many records of a kind a minute be written one by one; of the others it keeps the count, which goes into the next that is
/// written. So nobody fills the disk with them. Any thread.</summary>
/// <param name="wall">The wall clock.</param>
/// <param name="mostInMinute">How many a minute.</param>
internal sealed class RecordFlood(TimeProvider wall, int mostInMinute)
{
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private DateTimeOffset _began = DateTimeOffset.MinValue;
    private int _written;
    private int _left;

    /// <summary>Asks for room for one.</summary>
    /// <returns>How many were left out since the last that was written; null where this one is left out too.</returns>
    public int? Take()
    {
        lock (_gate)
        {
            var now = wall.GetUtcNow();
            if (now < _began || now - _began >= _window)
            {
                (_began, _written) = (now, 0);
            }

            if (_written >= mostInMinute)
            {
                _left++;
                return null;
            }

            _written++;
            (var left, _left) = (_left, 0);
            return left;
        }
    }

    /// <summary>Counts again what was let through and the journal did not take.</summary>
    /// <param name="left">How many were to stand in it as left out.</param>
    public void NotWritten(int left)
    {
        lock (_gate)
        {
            _left += left + 1;
        }
    }
}
