using NodaTime;

namespace Spillway.Markets.Archive;

/// <summary>Two files that give different figures for one interval of one series.</summary>
/// <param name="Key">The series; its product tells the unit.</param>
/// <param name="Start">The interval's start.</param>
/// <param name="Earlier">The figure that was there.</param>
/// <param name="Later">The figure of the file that came later; it stands.</param>
public sealed record Disagreement(SeriesKey Key, Instant Start, decimal Earlier, decimal Later)
{
    /// <summary>How far apart the two are; never negative.</summary>
    public decimal Difference => Math.Abs(Later - Earlier);
}
