namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>The fixed numbers by which temperatures enter the peak estimate, where there are any.</summary>
public sealed record WeatherSettings
{
    /// <summary>The first local hour whose temperature counts for a day's heat.</summary>
    public int FirstHour { get; init; } = 12;

    /// <summary>The hour after the last.</summary>
    public int EndHour { get; init; } = 20;

    /// <summary>How many of these hours must be known or foreseen; with fewer the day has no heat.</summary>
    public int FewestHours { get; init; } = 6;

    /// <summary>Up to here, in degrees Celsius, warmth makes no load: only degrees above it count.</summary>
    public double BaseCelsius { get; init; } = 18.0;

    /// <summary>How few past days with weather are too few to learn from.</summary>
    public int FewestDays { get; init; } = 40;

    /// <summary>How many days ahead a forecast is looked at.</summary>
    public int MostDaysAhead { get; init; } = 15;

    /// <summary>The local hour at which it is looked what past days' forecasts had said: when the first quarter hour is judged.</summary>
    public int AskedAtHour { get; init; } = 13;

    /// <summary>How much a later day's forecast counts: what a forecast leaves open is alike from day to day, so each tells less
    /// than it would alone.</summary>
    public double Belief { get; init; } = 0.5;
}
