namespace Spillway.Engine.Sites.Rules;

/// <summary>Whose peaks a year's transmission charge is counted by.</summary>
public enum PeakBasis
{
    /// <summary>The demand at the peaks of the year before the charge.</summary>
    PreviousYear = 0,

    /// <summary>The demand at the peaks of the year of the charge itself.</summary>
    SameYear = 1,
}
