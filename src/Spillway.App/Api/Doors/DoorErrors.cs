using Spillway.Engine;

namespace Spillway.App.Api.Doors;

/// <summary>What is refused of where other machines reach the desk.</summary>
public static class DoorErrors
{
    /// <summary>Passwords would travel in clear.</summary>
    public static readonly ErrorCode NoTls = new(
        "SW6617", "Other machines would reach the desk without TLS", "Give certificate and certificate_key under 'desk' in the site file; or, where a proxy in front of the desk ends TLS, write 'public_tls: proxy'.");

    /// <summary>The certificate or its key cannot be used.</summary>
    public static readonly ErrorCode BadCertificate = new(
        "SW6618", "The desk's certificate cannot be used", "Give a certificate and its key as PEM files, the key not encrypted and readable by its owner alone (chmod 600); docs/how-to/reach-the-desk-from-elsewhere.md has it.");
}
