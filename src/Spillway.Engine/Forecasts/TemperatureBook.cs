using NodaTime;

namespace Spillway.Engine.Forecasts;

/// <summary>Temperatures by the hour as they were known: an hour may have been foreseen several times before it was measured.</summary>
/// <remarks>Never changes; any number of threads may ask.</remarks>
public sealed class TemperatureBook
{
    private const long SecondsPerHour = 3600;
    private readonly long _firstHour;

    // The rows of hour h, oldest first, are those from _from[h - _firstHour] up to the next entry.
    private readonly int[] _from;
    private readonly long[] _knownAt;
    private readonly double[] _celsius;
    private readonly long[] _news;

    private TemperatureBook(KnownTemperature[] rows)
    {
        _knownAt = Array.ConvertAll(rows, row => row.KnownAt.ToUnixTimeSeconds());
        _celsius = Array.ConvertAll(rows, row => row.Celsius);
        _news = [.. _knownAt.Order()];
        _firstHour = rows.Length == 0 ? 0 : Hour(rows[0]);
        _from = new int[rows.Length == 0 ? 1 : Hour(rows[^1]) - _firstHour + 2];
        for (var (index, row) = (1, 0); index < _from.Length; index++)
        {
            while (row < rows.Length && Hour(rows[row]) < _firstHour + index)
            {
                row++;
            }

            _from[index] = row;
        }
    }

    /// <summary>A book that knows of no temperature.</summary>
    public static TemperatureBook Empty { get; } = new([]);

    /// <summary>Whether it knows of no temperature at all.</summary>
    public bool IsEmpty => _celsius.Length == 0;

    /// <summary>Makes a book.</summary>
    /// <param name="rows">In any order; no two of one hour known at the same instant.</param>
    /// <returns>The book.</returns>
    public static TemperatureBook Of(IEnumerable<KnownTemperature> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        KnownTemperature[] sorted = [.. rows.OrderBy(row => row.HourStart).ThenBy(row => row.KnownAt)];
        for (var index = 0; index < sorted.Length; index++)
        {
            Invariant.Holds(sorted[index].HourStart.ToUnixTimeSeconds() % SecondsPerHour == 0 && double.IsFinite(sorted[index].Celsius));
            Invariant.Holds(index == 0 || sorted[index - 1].HourStart < sorted[index].HourStart || sorted[index - 1].KnownAt < sorted[index].KnownAt);
        }

        return new(sorted);
    }

    /// <summary>Whether anything is ever known of an hour.</summary>
    /// <param name="hourStart">Its start.</param>
    public bool Has(Instant hourStart) => !double.IsNaN(At(HourlyFigures.HourOf(hourStart.ToUnixTimeSeconds()), long.MaxValue));

    /// <summary>What is known of an hour: what came last.</summary>
    /// <param name="hour">Counted from 1970.</param>
    /// <param name="now">Seconds since 1970; what became known later is not seen.</param>
    /// <returns>Degrees Celsius; NaN where nothing is known.</returns>
    internal double At(long hour, long now)
    {
        var index = hour - _firstHour;
        if (index < 0 || index >= _from.Length - 1)
        {
            return double.NaN;
        }

        var (from, count) = (_from[index], _from[index + 1] - _from[index]);
        var known = CountUpTo(_knownAt.AsSpan(from, count), now);
        return known == 0 ? double.NaN : _celsius[from + known - 1];
    }

    /// <summary>How many rows are known: two times with the same number see the same.</summary>
    /// <param name="now">Seconds since 1970.</param>
    internal int Known(long now) => CountUpTo(_news, now);

    private static long Hour(KnownTemperature row) => HourlyFigures.HourOf(row.HourStart.ToUnixTimeSeconds());

    private static int CountUpTo(ReadOnlySpan<long> ascending, long now)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ascending[middle] <= now ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
