namespace Spillway.Engine.Commands.Control;

/// <summary>What an alarm is about.</summary>
public enum AlarmCode
{
    /// <summary>The site's power moved and nobody had ordered it. Subject: the site.</summary>
    Swing = 1,

    /// <summary>Machines do not do what they were told as often as the rules allow. Subject: their group.</summary>
    NotFollowing = 2,

    /// <summary>No new price. Subject: the site.</summary>
    StalePrice = 3,

    /// <summary>No sample from the site meter. Subject: the site.</summary>
    StaleMeter = 4,

    /// <summary>Too many machines of a group are lost. Subject: the group.</summary>
    LostGroup = 5,

    /// <summary>The clock jumped. Subject: the site.</summary>
    LostClock = 6,

    /// <summary>A feed's feedback and what flows through it contradict one another. Subject: the feed.</summary>
    FeedContradicts = 7,

    /// <summary>More is drawn than the import limit allows. Subject: the site.</summary>
    LimitExceeded = 8,

    /// <summary>A ceiling was not reached at its deadline. Subject: the order.</summary>
    PromiseMissed = 9,

    /// <summary>A feed does not do what it was told. Subject: the feed.</summary>
    FeedNotFollowing = 10,

    /// <summary>A feed was opened by its own protection. Subject: the feed.</summary>
    FeedTripped = 11,

    /// <summary>A command got a second outcome, or one that was never given got one. Subject: the command.</summary>
    OutcomeTwice = 12,

    /// <summary>The meter and the sum of the machines differ by more than the tolerance. Subject: the site.</summary>
    MeterDiffers = 13,

    /// <summary>A line of the fail-safe table holds the desk back after a restart. Subject: the site.</summary>
    Restarted = 14,
}
