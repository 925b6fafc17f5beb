using NodaTime;

namespace Spillway.Markets.Files;

/// <summary>One series while its file is being read: rows in file order, with the place of each.</summary>
internal sealed class SeriesDraft(SeriesKey key)
{
    public SeriesKey Key { get; } = key;

    public List<long> Starts { get; } = [];

    public List<decimal> Values { get; } = [];

    public List<int> Rows { get; } = [];

    /// <summary>The interval where the form fixes it for this series alone.</summary>
    public Duration? Interval { get; set; }

    public bool IsAscending { get; private set; } = true;

    public void Add(long start, decimal value, int row)
    {
        IsAscending &= Starts.Count == 0 || start > Starts[^1];
        Starts.Add(start);
        Values.Add(value);
        Rows.Add(row);
    }
}
