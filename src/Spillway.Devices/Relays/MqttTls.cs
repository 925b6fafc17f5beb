using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Spillway.Devices.Relays;

/// <summary>How a broker proves that it is the one that is meant, and the desk that it may come in. Any thread.</summary>
/// <remarks>Whether a certificate was revoked is not asked: the desk has to reach its relays when the way out of the site is cut.</remarks>
public sealed class MqttTls
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private const int NamesAtMost = 5;
    private const int NameLengthAtMost = 100;

    private readonly X509Certificate2Collection _authorities;

    /// <summary>Says what is taken for a proof.</summary>
    /// <param name="name">The host name or address that the broker's certificate has to be for.</param>
    /// <param name="authorities">Those that may have signed it, up to a root; empty for those that this machine trusts.</param>
    /// <param name="own">The desk's own certificate with its key; null where the broker asks for none.</param>
    public MqttTls(string name, X509Certificate2Collection authorities, X509Certificate2? own)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(authorities);
        Name = name;
        _authorities = authorities;
        Own = own;
    }

    /// <summary>The host name or address that the broker's certificate has to be for.</summary>
    public string Name { get; }

    /// <summary>The desk's own certificate with its key; null where the broker asks for none.</summary>
    internal X509Certificate2? Own { get; }

    /// <summary>Weighs what a broker shows.</summary>
    /// <param name="shown">Its certificate; null where it shows none.</param>
    /// <param name="sent">What it sent beside it.</param>
    /// <param name="errors">What the platform found by the authorities of this machine, and by <see cref="Name"/>.</param>
    /// <returns>Null where it is trusted; else why not.</returns>
    internal string? Distrust(X509Certificate? shown, X509Chain? sent, SslPolicyErrors errors)
    {
        if (shown is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return "it shows no certificate";
        }

        using var certificate = X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"its certificate is not for '{Name}' but for {Names(certificate)}";
        }

        if (_authorities.Count == 0)
        {
            return errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? Broken(sent, "no authority that this machine trusts") : null;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ForServers));
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        return chain.Build(certificate) ? null : Broken(chain, "no authority in ca_file");
    }

    private static string Broken(X509Chain? chain, string nobody)
    {
        var found = (chain?.ChainStatus ?? []).Select(static one => one.Status).Distinct().ToArray();
        var isOld = Array.Exists(found, static one => one.HasFlag(X509ChainStatusFlags.NotTimeValid));
        return $"{(isOld ? "its certificate, or one that leads to its root, has expired or holds from later on" : $"{nobody} has signed its certificate")} ({string.Join(", ", found)})";
    }

    // They are the other side's words: few, short, and none that steers a terminal.
    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(static one => one.EnumerateDnsNames().Concat(one.EnumerateIPAddresses().Select(static address => address.ToString())))
            .Where(static name => name.Length <= NameLengthAtMost && !name.Any(char.IsControl)).Take(NamesAtMost).ToArray();
        return names.Length == 0 ? "no name or address" : string.Join(", ", names);
    }
}
