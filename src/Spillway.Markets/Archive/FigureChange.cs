using NodaTime;

namespace Spillway.Markets.Archive;

/// <summary>A figure that a change would replace or take away.</summary>
/// <param name="Key">The series; its product tells the unit.</param>
/// <param name="Start">The interval's start.</param>
/// <param name="Before">The figure that stands.</param>
/// <param name="After">The figure that would stand; null for none.</param>
public sealed record FigureChange(SeriesKey Key, Instant Start, decimal Before, decimal? After);
