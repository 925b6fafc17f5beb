namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>What of a day's weather a question can lean on.</summary>
internal enum WeatherView
{
    /// <summary>None: the load alone.</summary>
    None,

    /// <summary>The temperatures measured up to the newest known hour of load.</summary>
    SoFar,

    /// <summary>Those and what is foreseen of the afternoon.</summary>
    Foreseen,
}
