namespace Spillway.App.Obligations;

/// <summary>Why it is not known what curtailing takes off a baseline.</summary>
public enum CostGap
{
    /// <summary>It is known.</summary>
    None = 0,

    /// <summary>The journal is not read through yet, or cannot be.</summary>
    Reading = 1,

    /// <summary>The journal has too few eligible days with a reading of every hour.</summary>
    TooFewDays = 2,
}
