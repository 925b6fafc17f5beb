namespace Spillway.App.Notifications;

/// <summary>Whether messages go out one by one.</summary>
public enum DigestKind
{
    /// <summary>Each at once.</summary>
    None,

    /// <summary>Together, at every full hour.</summary>
    Hourly,

    /// <summary>Together, once a day at 07:00 local time.</summary>
    Daily,
}
