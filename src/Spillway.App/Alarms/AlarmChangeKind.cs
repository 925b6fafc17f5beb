namespace Spillway.App.Alarms;

/// <summary>What can happen to an alarm.</summary>
public enum AlarmChangeKind
{
    /// <summary>It rose, or rose again.</summary>
    Raised,

    /// <summary>It is over.</summary>
    Returned,

    /// <summary>Somebody knows of it.</summary>
    Acknowledged,

    /// <summary>Somebody put it aside.</summary>
    Shelved,

    /// <summary>Somebody took it back.</summary>
    Unshelved,

    /// <summary>Its time aside is over.</summary>
    ShelfEnded,

    /// <summary>A subject was taken out of service.</summary>
    TakenOut,

    /// <summary>A subject is in service again.</summary>
    PutBack,
}
