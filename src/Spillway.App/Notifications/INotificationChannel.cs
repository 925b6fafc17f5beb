namespace Spillway.App.Notifications;

/// <summary>A way out. Any thread, one message at a time.</summary>
public interface INotificationChannel
{
    /// <summary>Which way it is.</summary>
    ChannelKind Kind { get; }

    /// <summary>Delivers a message.</summary>
    /// <param name="rule">Whose.</param>
    /// <param name="message">What.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>What the other side said, for people; without secrets.</returns>
    /// <exception cref="Spillway.Engine.RefusedException"><see cref="NotificationErrors.Undelivered"/> or <see cref="NotificationErrors.BadMail"/>.</exception>
    Task<string> SendAsync(NotificationRule rule, NotificationMessage message, CancellationToken cancellation);
}
