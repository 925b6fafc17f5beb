namespace Spillway.Devices.Relays;

/// <summary>Where the relays' broker listens and how it is spoken to.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">1 to 65535; 1883 is usual, 8883 with TLS.</param>
/// <param name="Credential">What opens it; null for a broker that lets everybody in.</param>
/// <param name="ClientName">The name this client bears there; two of one name throw one another out.</param>
public sealed record MqttBroker(string Host, int Port, Credential? Credential, string ClientName)
{
    /// <summary>How the connection is encrypted and who the broker has to be; null where it is not encrypted.</summary>
    public MqttTls? Tls { get; init; }
}
