namespace Spillway.App.Notifications;

/// <summary>How a message goes out.</summary>
public enum ChannelKind
{
    /// <summary>By e-mail.</summary>
    Email,

    /// <summary>As an HTTP POST.</summary>
    Webhook,

    /// <summary>As a line of a file in the data folder.</summary>
    File,
}
