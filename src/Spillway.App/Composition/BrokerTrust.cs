using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Spillway.App.Sites;
using Spillway.Devices.Relays;
using Spillway.Engine;

namespace Spillway.App.Composition;

/// <summary>Reads the certificates of the connection to a broker.</summary>
internal static class BrokerTrust
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int MostBytes = 1_048_576;

    /// <summary>Reads them.</summary>
    /// <param name="tls">Where they are.</param>
    /// <param name="broker">The broker's address, which its certificate has to be for where no name is given.</param>
    /// <returns>What is taken for a proof.</returns>
    /// <exception cref="RefusedException"><see cref="RelayErrors.BadCertificate"/>; the message names the file and never what is in it.</exception>
    public static MqttTls Read(BrokerTls tls, IPAddress broker)
    {
        var authorities = new X509Certificate2Collection();
        if (tls.CaFile is { } file)
        {
            Read(file, () => authorities.ImportFromPem(Text(file)));
            if (authorities.Count == 0)
            {
                throw new RefusedException(RelayErrors.BadCertificate, $"{file} holds no certificate.");
            }
        }

        X509Certificate2? own = null;
        if (tls is { ClientCertificate: { } certificate, ClientKey: { } key })
        {
            Read($"{certificate} with {key}", () =>
            {
                if (!OperatingSystem.IsWindows() && File.Exists(key) && (File.GetUnixFileMode(key) & ~Owner) != 0)
                {
                    throw new RefusedException(RelayErrors.BadCertificate, $"{key} has the rights {File.GetUnixFileMode(key)}: more than its owner may use it.");
                }

                own = X509Certificate2.CreateFromPem(Text(certificate), Text(key));
            });
        }

        return new(tls.Name ?? broker.ToString(), authorities, own);
    }

    private static string Text(string path) => new FileInfo(path).Length <= MostBytes ? File.ReadAllText(path) : throw new IOException($"the file is larger than {MostBytes} bytes.");

    private static void Read(string what, Action read)
    {
        try
        {
            read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new RefusedException(RelayErrors.BadCertificate, $"{what}: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }
}
