using Spillway.Engine;

namespace Spillway.App.Notifications;

/// <summary>What notifications refuse.</summary>
public static class NotificationErrors
{
    /// <summary>No such rule.</summary>
    public static readonly ErrorCode NotThere = new(
        "SW6681", "No such rule", "Look at the list of rules again: somebody may have removed it.");

    /// <summary>The rule cannot be used.</summary>
    public static readonly ErrorCode BadRule = new(
        "SW6682", "The rule cannot be used", "Correct what the message names; docs/concepts/alarms.md has every part of a rule.");

    /// <summary>Mail cannot be sent as it is set up.</summary>
    public static readonly ErrorCode BadMail = new(
        "SW6683", "The mail server's settings cannot be used", "Give host, port, security (none, starttls, tls) and from in smtp.json of the data folder, readable by its owner alone, or as SPILLWAY_SMTP_HOST and so on.");

    /// <summary>It could not be delivered.</summary>
    public static readonly ErrorCode Undelivered = new(
        "SW6684", "The message was not delivered", "Read what the other side said, correct address or settings, and send a test.");
}
