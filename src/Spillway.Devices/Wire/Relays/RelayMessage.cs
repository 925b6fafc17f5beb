namespace Spillway.Devices.Wire.Relays;

/// <summary>A message that is sent.</summary>
/// <param name="Topic">The topic, with its placeholders.</param>
/// <param name="Payload">The payload, with its placeholders.</param>
public sealed record RelayMessage(string Topic, string Payload);
