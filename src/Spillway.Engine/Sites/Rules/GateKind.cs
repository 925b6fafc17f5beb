namespace Spillway.Engine.Sites.Rules;

/// <summary>A time of day at which the market closes or tells something.</summary>
public enum GateKind
{
    /// <summary>Day-ahead offers close.</summary>
    DayAheadOffers = 0,

    /// <summary>Day-ahead results are known.</summary>
    DayAheadResults = 1,

    /// <summary>The load forecast that day-ahead offers can use is known.</summary>
    LoadForecast = 2,

    /// <summary>The wind and solar forecast that day-ahead offers can use is known.</summary>
    RenewablesForecast = 3,

    /// <summary>Units are committed for reliability after the day-ahead market.</summary>
    ReliabilityCommitment = 4,
}
