using NodaTime;

namespace Spillway.Markets.Archive;

/// <summary>What the archive holds of one series in one local year of its market.</summary>
/// <param name="Key">The series; its product tells the unit of the figures.</param>
/// <param name="Year">The local calendar year.</param>
/// <param name="Interval">The length of every interval.</param>
/// <param name="First">Start of the first interval of the year that is there.</param>
/// <param name="Last">Start of the last one.</param>
/// <param name="Rows">Intervals that are there.</param>
/// <param name="Expected">Intervals that the whole local year has.</param>
/// <param name="Gaps">Intervals missing between the first and the last that the series has in any year.</param>
/// <param name="Min">The smallest figure.</param>
/// <param name="Mean">The mean, rounded to six places, halves away from zero.</param>
/// <param name="Max">The largest figure.</param>
/// <param name="Negative">Intervals below zero.</param>
/// <param name="AboveCap">Intervals above the market's offer cap of the time; null where no cap is known.</param>
public sealed record SeriesCoverage(
    SeriesKey Key,
    int Year,
    Duration Interval,
    Instant First,
    Instant Last,
    int Rows,
    int Expected,
    int Gaps,
    decimal Min,
    decimal Mean,
    decimal Max,
    int Negative,
    int? AboveCap);
