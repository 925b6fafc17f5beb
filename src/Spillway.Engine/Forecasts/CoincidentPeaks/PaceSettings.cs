using System.Collections.Immutable;

namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>How many hours a threshold costs: what turns hours left into a threshold.</summary>
public sealed record PaceSettings
{
    /// <summary>The numbers in use.</summary>
    public static PaceSettings Frozen { get; } = new();

    /// <summary>The threshold at which a summer takes <see cref="HoursThere"/>.</summary>
    public double Threshold { get; init; } = 0.001;

    /// <summary>Hours that a summer is reckoned to take at that threshold.</summary>
    public double HoursThere { get; init; } = 110.0;

    /// <summary>By which power the hours fall while the threshold rises.</summary>
    public double Power { get; init; } = 0.45;

    /// <summary>Below this chance no hour is given, however many are left.</summary>
    public double LeastChance { get; init; } = 0.0005;

    /// <summary>Which share of a month's hours has been given at its sixths.</summary>
    public ImmutableArray<double> MonthGiven { get; init; } = [0.0, 0.09, 0.25, 0.44, 0.68, 0.84, 1.0];
}
