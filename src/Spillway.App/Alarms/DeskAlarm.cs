namespace Spillway.App.Alarms;

/// <summary>The alarms of the program itself, beside those of the control pass.</summary>
public enum DeskAlarm
{
    /// <summary>No control pass has been kept for too long. Subject: the site.</summary>
    DeskSilent,

    /// <summary>What people and alarms do cannot be written. Subject: the file.</summary>
    RecordsUnwritten,

    /// <summary>Somebody did alone what needs two. Subject: who, and what.</summary>
    BreakGlass,

    /// <summary>An act that took load off waits for another person's signature. Subject: the act.</summary>
    SignatureWanted,

    /// <summary>An act that another person has to sign afterwards has not been signed in time. Subject: the act.</summary>
    SecondMissing,

    /// <summary>A message could not be delivered. Subject: the rule.</summary>
    NotificationLost,

    /// <summary>The certificate of the door for other machines ends soon or has ended. Subject: its file.</summary>
    CertificateEnds,

    /// <summary>A webhook takes too little, and events for it are dropped. Subject: the webhook.</summary>
    EventsDropped,

    /// <summary>The time of a planned drill has come, and nobody has begun it or called it off. Subject: the plan.</summary>
    DrillDue,
}
