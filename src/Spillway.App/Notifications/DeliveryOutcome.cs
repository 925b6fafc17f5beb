namespace Spillway.App.Notifications;

/// <summary>What became of a message.</summary>
/// <param name="IsDelivered">Whether it arrived.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Said">What the other side said; without secrets.</param>
public sealed record DeliveryOutcome(bool IsDelivered, int Tries, string Said);
