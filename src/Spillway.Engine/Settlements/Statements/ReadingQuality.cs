namespace Spillway.Engine.Settlements.Statements;

/// <summary>How a reading came about.</summary>
public enum ReadingQuality
{
    /// <summary>Read from the meter.</summary>
    Actual = 0,

    /// <summary>Filled in by the meter's reader.</summary>
    Estimated = 1,

    /// <summary>There is none: the interval stays open.</summary>
    Missing = 2,
}
