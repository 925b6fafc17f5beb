namespace Spillway.Markets.Files;

/// <summary>The interval starts of a file's rows, in file order, with the place of each: the columns of a wide file share
/// one as long as they have no blanks.</summary>
internal sealed class RowAxis(int rows)
{
    private readonly GrowingArray<long> _starts = new(rows);
    private readonly GrowingArray<int> _places = new(rows);

    public int Count => _starts.Count;

    public bool IsAscending { get; private set; } = true;

    public ReadOnlySpan<long> Starts => _starts.Span;

    public ReadOnlySpan<int> Places => _places.Span;

    public void Add(long start, int place)
    {
        IsAscending &= Count == 0 || start > _starts.Last;
        _starts.Add(start);
        _places.Add(place);
    }

    /// <summary>The starts as an array; the same one each time.</summary>
    public long[] StartsArray() => _starts.Whole();

    /// <summary>The first rows of this one, to be continued alone.</summary>
    public RowAxis Begun(int count)
    {
        var begun = new RowAxis(Count);
        for (var row = 0; row < count; row++)
        {
            begun.Add(Starts[row], Places[row]);
        }

        return begun;
    }
}
