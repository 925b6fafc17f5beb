namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>How the daily peaks of the rest of a month are expected to go: around a seasonal curve and this summer's
/// level, each day's distance to it remembering the day before.</summary>
public sealed record RivalSettings
{
    /// <summary>How much of a day's distance to its expected level the next day keeps.</summary>
    public double Memory { get; init; } = 0.8;

    /// <summary>Standard deviation of what a day adds to that.</summary>
    public double Surprise { get; init; } = 0.033;

    /// <summary>The weekend's daily peak against a working day's.</summary>
    public double Weekend { get; init; } = -0.05;

    /// <summary>How far the seasonal curve falls in <see cref="SeasonDays"/> days from its top.</summary>
    public double Season { get; init; } = 0.16;

    /// <summary>Day of the year of the seasonal top; 215 is 3 August.</summary>
    public int SeasonTop { get; init; } = 215;

    /// <summary>Days in which the curve falls by <see cref="Season"/>.</summary>
    public double SeasonDays { get; init; } = 60.0;

    /// <summary>In how many days this summer's level forgets half.</summary>
    public double HalfLifeDays { get; init; } = 40.0;

    /// <summary>By how much the level to come lies above the level of the past days: load grows.</summary>
    public double Lift { get; init; } = 0.01;

    /// <summary>The least chance given to "no later day is higher": a few dozen months cannot vouch for less.</summary>
    public double Doubt { get; init; } = 0.025;

    /// <summary>How far two days' order may differ between the largest hour and the largest metered quarter hour.</summary>
    public double Tie { get; init; } = 0.003;
}
