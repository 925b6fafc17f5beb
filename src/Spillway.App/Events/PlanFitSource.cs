namespace Spillway.App.Events;

/// <summary>What it was found from how far a site follows what it plans.</summary>
public enum PlanFitSource
{
    /// <summary>Nothing was measured: the plan stands as it is, without a band.</summary>
    Nothing = 0,

    /// <summary>The samples of the five minutes before the order.</summary>
    FiveMinutesBefore = 1,

    /// <summary>The undisturbed intervals of the day before.</summary>
    Intervals = 2,
}
