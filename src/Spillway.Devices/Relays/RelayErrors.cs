using Spillway.Engine;

namespace Spillway.Devices.Relays;

/// <summary>Why a broker is not spoken to.</summary>
public static class RelayErrors
{
    /// <summary>A broker did not prove that it is the one that is meant.</summary>
    public static readonly ErrorCode Untrusted = new(
        "SW5701", "A broker is not trusted", "Check that the address is that of the broker's TLS port, that ca_file has the authority that signed its certificate, that tls_name is a name of that certificate, and whether the broker asks for a client_certificate.");

    /// <summary>A certificate file of a broker's connection cannot be used.</summary>
    public static readonly ErrorCode BadCertificate = new(
        "SW5702", "A broker's certificate file cannot be used", "Give ca_file and client_certificate as PEM files, and client_key as the PEM file of that certificate's key, which its owner alone may read (chmod 600).");
}
