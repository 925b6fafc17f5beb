using NodaTime;

namespace Spillway.App.Streams.Webhooks;

/// <summary>One event on its way to one address.</summary>
/// <param name="Id">Unique; the receiver knows by it what came twice.</param>
/// <param name="Webhook">Where to.</param>
/// <param name="Body">The CloudEvent as it is signed and sent.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="NextAt">When it is tried next; null where it is given up: the dead letters.</param>
/// <param name="Fault">Why the last attempt failed; null before the first.</param>
public sealed record Delivery(string Id, string Webhook, string Body, int Attempts, Instant? NextAt, string? Fault);
