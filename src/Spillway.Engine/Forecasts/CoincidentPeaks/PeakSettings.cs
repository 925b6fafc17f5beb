using System.Collections.Immutable;

namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>The fixed numbers of the peak estimate. How each was chosen, and on which years, is told in
/// docs/concepts/coincident-peaks.md.</summary>
/// <remarks>Loads are compared by their natural logarithms: 0.01 is about one per cent.</remarks>
public sealed record PeakSettings
{
    /// <summary>The numbers in use.</summary>
    public static PeakSettings Frozen { get; } = new();

    /// <summary>The months that the numbers were chosen on.</summary>
    public ImmutableArray<int> Months { get; init; } = [6, 7, 8, 9];

    /// <summary>The first quarter hour of the local day that is judged, 0 is 00:00; 52 is 13:00.</summary>
    public int FirstQuarter { get; init; } = 52;

    /// <summary>The quarter hour after the last that is judged; 80 is 20:00.</summary>
    public int EndQuarter { get; init; } = 80;

    /// <summary>How few learned days are too few to say anything.</summary>
    public int FewestDays { get; init; } = 20;

    /// <summary>How fast a past day loses weight with the distance of its level to today's, against its month's best.</summary>
    public double Likeness { get; init; } = 0.04;

    /// <summary>Keeps the regression steady while few days are known.</summary>
    public double Ridge { get; init; } = 1e-3;

    /// <summary>The smallest spread of a day's expected peak.</summary>
    public double LeastSpread { get; init; } = 0.002;

    /// <summary>What the spread of past errors is multiplied by: outliers inflate it.</summary>
    public double SpreadShare { get; init; } = 0.9;

    /// <summary>How far the largest hour and the largest metered quarter hour may order two days differently.</summary>
    public double Tie { get; init; } = 0.003;

    /// <summary>How the rest of the month is expected to go.</summary>
    public RivalSettings Rivals { get; init; } = new();

    /// <summary>How temperatures enter, where there are any.</summary>
    public WeatherSettings Weather { get; init; } = new();

    /// <summary>How a day's peak falls on its quarter hours.</summary>
    public QuarterSettings Quarters { get; init; } = new();
}
