using Spillway.Engine;

namespace Spillway.App.Streams.Webhooks;

/// <summary>What webhooks refuse.</summary>
public static class WebhookErrors
{
    /// <summary>Nothing is sent to this address.</summary>
    public static readonly ErrorCode BadTarget = new(
        "SW6621", "Nothing is sent to this address", "Give an https address outside of this machine; desk.local_targets in the site file allows loopback and plain http.");

    /// <summary>A webhook cannot be kept as asked.</summary>
    public static readonly ErrorCode BadWebhook = new(
        "SW6622", "The webhook cannot be kept", "Correct what the message names.");

    /// <summary>There is no such webhook.</summary>
    public static readonly ErrorCode NoWebhook = new(
        "SW6623", "No such webhook", "Look with GET /api/v1/webhooks, or on the page Set-up › Webhooks.");

    /// <summary>There is no such dead letter.</summary>
    public static readonly ErrorCode NoDeadLetter = new(
        "SW6624", "No such dead letter", "Look with GET /api/v1/webhooks/dead-letters: it may be on its way again, or forgotten with its webhook.");
}
