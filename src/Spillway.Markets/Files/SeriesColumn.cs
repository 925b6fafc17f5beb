namespace Spillway.Markets.Files;

/// <summary>The figures of one series as one file holds them: ascending, without duplicates, blanks left out.</summary>
/// <param name="Key">Which series.</param>
/// <param name="StartsUnixSeconds">Interval starts as UTC seconds since 1970, strictly ascending.</param>
/// <param name="Values">One figure for each start, exactly as written.</param>
public sealed record SeriesColumn(SeriesKey Key, long[] StartsUnixSeconds, decimal[] Values);
