using System.Collections.Immutable;

namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>How a day's peak falls on its quarter hours, counted in quarter hours from midnight.</summary>
public sealed record QuarterSettings
{
    /// <summary>When summer peaks come on average; 66.5 is 16:37.</summary>
    public double Usual { get; init; } = 66.5;

    /// <summary>How much of the expected distance to the usual time is believed.</summary>
    public double Belief { get; init; } = 0.5;

    /// <summary>How much later the metered peak is than the top of the hours' curve.</summary>
    public double Later { get; init; } = 0.6;

    /// <summary>Standard deviation of the usual spread.</summary>
    public double Spread { get; init; } = 1.4;

    /// <summary>Standard deviation of the wide one.</summary>
    public double WideSpread { get; init; } = 5.0;

    /// <summary>Share of peaks that fall by the wide one.</summary>
    public double WideShare { get; init; } = 0.2;

    /// <summary>How readily each quarter of an hour takes the peak: the first seldom does.</summary>
    public ImmutableArray<double> Preference { get; init; } = [0.3, 1.0, 1.2, 1.3];
}
