namespace Spillway.App.Events;

/// <summary>How a planned drill stands.</summary>
public enum PlannedDrillState
{
    /// <summary>Its time is still to come.</summary>
    Ahead,

    /// <summary>Its time has come: the desk reminds of it.</summary>
    Due,

    /// <summary>Nobody began it within <see cref="PlannedDrill.Patience"/>.</summary>
    Missed,
}
