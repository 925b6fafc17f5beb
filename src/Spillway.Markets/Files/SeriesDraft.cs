using NodaTime;

namespace Spillway.Markets.Files;

/// <summary>One series while its file is being read: rows in file order, with the place of each.</summary>
internal sealed class SeriesDraft(SeriesKey key)
{
    private RowAxis? _axis;
    private GrowingArray<decimal> _values = new(0);
    private bool _isShared;

    public SeriesKey Key { get; } = key;

    public int Count => _values.Count;

    public ReadOnlySpan<long> Starts => _axis is null ? [] : _axis.Starts[..Count];

    public ReadOnlySpan<decimal> Values => _values.Span;

    public ReadOnlySpan<int> Rows => _axis is null ? [] : _axis.Places[..Count];

    /// <summary>The interval where the form fixes it for this series alone.</summary>
    public Duration? Interval { get; set; }

    public bool IsAscending => _axis?.IsAscending ?? true;

    /// <summary>Adds a figure with a start of its own.</summary>
    public void Add(long start, decimal value, int row)
    {
        if (_isShared || _axis is null)
        {
            _axis = _axis?.Begun(Count) ?? new RowAxis(0);
            _isShared = false;
        }

        _axis.Add(start, row);
        _values.Add(value);
    }

    /// <summary>Adds the figure of the newest row of an axis that other columns share.</summary>
    public void Add(RowAxis axis, decimal value, int rows)
    {
        if (_axis is null && axis.Count == 1)
        {
            (_axis, _isShared, _values) = (axis, true, new(rows));
        }

        if (_isShared && ReferenceEquals(_axis, axis) && Count == axis.Count - 1)
        {
            _values.Add(value);
            return;
        }

        Add(axis.Starts[^1], value, axis.Places[^1]);
    }

    /// <summary>Starts and figures as arrays; columns without blanks have one array of starts in common.</summary>
    public (long[] Starts, decimal[] Values) Whole() =>
        _axis!.Count == Count ? (_axis.StartsArray(), _values.Whole()) : (Starts.ToArray(), _values.Whole());
}
