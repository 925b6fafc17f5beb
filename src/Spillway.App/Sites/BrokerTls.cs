namespace Spillway.App.Sites;

/// <summary>How the connection to a broker is encrypted.</summary>
/// <param name="CaFile">PEM file of the authorities that may have signed the broker's certificate; null for those of this machine.</param>
/// <param name="Name">The name that the certificate has to be for; null for the broker's address.</param>
/// <param name="ClientCertificate">PEM file of the desk's own certificate; null where the broker asks for none.</param>
/// <param name="ClientKey">PEM file of its key; there where the certificate is.</param>
public sealed record BrokerTls(string? CaFile, string? Name, string? ClientCertificate, string? ClientKey);
