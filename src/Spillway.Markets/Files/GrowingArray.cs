namespace Spillway.Markets.Files;

/// <summary>Collects items into an array that, where its size was guessed rightly, is the result itself.</summary>
internal sealed class GrowingArray<T>(int capacity)
{
    private const int Least = 4;
    private T[] _items = capacity > 0 ? GC.AllocateUninitializedArray<T>(capacity) : [];

    public int Count { get; private set; }

    public T Last => _items[Count - 1];

    public ReadOnlySpan<T> Span => _items.AsSpan(0, Count);

    public void Add(T item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(Least, Count * 2));
        }

        _items[Count++] = item;
    }

    /// <summary>The items as an array of their number; the same one each time until more are added.</summary>
    public T[] Whole()
    {
        if (_items.Length != Count)
        {
            Array.Resize(ref _items, Count);
        }

        return _items;
    }
}
