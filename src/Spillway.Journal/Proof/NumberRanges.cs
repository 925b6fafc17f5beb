namespace Spillway.Journal.Proof;

/// <summary>Numbers that are wanted and have not come yet, as ranges.</summary>
internal sealed class NumberRanges
{
    private readonly List<(long First, long Last, long? AtUnixMicroseconds)> _ranges = [];

    /// <summary>The ranges that are left, each with the instant of the record before it; null where none is known.</summary>
    public IEnumerable<(long First, long Last, long? AtUnixMicroseconds)> Left => _ranges;

    public void Add(long first, long last, long? atUnixMicroseconds) => _ranges.Add((first, last, atUnixMicroseconds));

    public bool Contains(long number) => _ranges.Exists(range => range.First <= number && number <= range.Last);

    /// <summary>Takes one number out.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(long number)
    {
        var index = _ranges.FindIndex(range => range.First <= number && number <= range.Last);
        if (index < 0)
        {
            return false;
        }

        var (first, last, at) = _ranges[index];
        _ranges.RemoveAt(index);
        if (number < last)
        {
            _ranges.Insert(index, (number + 1, last, at));
        }

        if (first < number)
        {
            _ranges.Insert(index, (first, number - 1, at));
        }

        return true;
    }
}
