namespace Spillway.Engine.Settlements.Baselines;

/// <summary>How a baseline is brought to the level of the event's own day.</summary>
public enum AdjustmentForm
{
    /// <summary>Times the day's load over the baseline before the event.</summary>
    Ratio = 0,

    /// <summary>Plus the day's load less the baseline before the event.</summary>
    Difference = 1,
}
