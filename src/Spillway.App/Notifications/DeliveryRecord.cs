using NodaTime;

namespace Spillway.App.Notifications;

/// <summary>What became of a message.</summary>
/// <param name="At">When it ended, by the wall clock.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Channel">How it went out.</param>
/// <param name="Title">What it said in one line.</param>
/// <param name="IsDelivered">Whether it arrived.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Said">What the other side said.</param>
public sealed record DeliveryRecord(Instant At, string Rule, ChannelKind Channel, string Title, bool IsDelivered, int Tries, string Said);
