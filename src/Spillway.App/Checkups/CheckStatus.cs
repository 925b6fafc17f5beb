namespace Spillway.App.Checkups;

/// <summary>How one thing stands that the program needs or can use.</summary>
public enum CheckStatus
{
    /// <summary>There and usable.</summary>
    Good = 0,

    /// <summary>Not there, and only needed for some work.</summary>
    Absent = 1,

    /// <summary>Needed, and missing or unusable.</summary>
    Broken = 2,

    /// <summary>There and usable, and does not fit something else that is there.</summary>
    Amiss = 3,
}
