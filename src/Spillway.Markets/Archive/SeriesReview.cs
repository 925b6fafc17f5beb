using NodaTime;

namespace Spillway.Markets.Archive;

/// <summary>What a change would do to one series.</summary>
/// <param name="Key">The series.</param>
/// <param name="New">Intervals that have no figure and would have one.</param>
/// <param name="Changed">Intervals whose figure would be another.</param>
/// <param name="Gone">Intervals whose figure would no longer be there.</param>
/// <param name="NewDays">The days of the market on which the new intervals begin.</param>
/// <param name="FirstNew">The first new interval's start; null where none is new.</param>
/// <param name="LastNew">The last new interval's start.</param>
public sealed record SeriesReview(SeriesKey Key, int New, int Changed, int Gone, int NewDays, Instant? FirstNew, Instant? LastNew);
