namespace Spillway.App.Alarms;

/// <summary>Where an alarm is between rising and being done with.</summary>
public enum AlarmState
{
    /// <summary>It stands, and nobody has said that they know.</summary>
    Unacknowledged,

    /// <summary>It stands, and somebody knows.</summary>
    Acknowledged,

    /// <summary>It is over, and nobody has said that they know.</summary>
    Returned,

    /// <summary>Somebody put it aside for a time; it is listed on its own.</summary>
    Shelved,

    /// <summary>Maintenance took it out; it is listed on its own.</summary>
    OutOfService,
}
