namespace Spillway.App.Alarms;

/// <summary>How soon somebody has to act, so that nothing gets worse that could have been kept.</summary>
public enum AlarmPriority
{
    /// <summary>In this shift.</summary>
    Low,

    /// <summary>Within half an hour.</summary>
    Medium,

    /// <summary>Within ten minutes: money or a promise is at stake.</summary>
    High,

    /// <summary>At once: the grid connection, a promise to the grid or the machines are at stake.</summary>
    Critical,
}
