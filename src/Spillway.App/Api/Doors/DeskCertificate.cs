using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Spillway.App.Sites;
using Spillway.Engine;

namespace Spillway.App.Api.Doors;

/// <summary>The certificate that the desk shows. Files that were renewed are taken up within a minute, without a restart; where the new ones
/// cannot be used, the old ones stay and a line says so. Any thread.</summary>
internal sealed class DeskCertificate
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan _looked = TimeSpan.FromMinutes(1);

    private readonly string _certificate;
    private readonly string _key;
    private readonly TimeProvider _wall;
    private readonly Action<string> _say;
    private readonly Lock _lock = new();
    private SslServerAuthenticationOptions _shown;
    private (DateTime Certificate, DateTime Key) _written;
    private long _lookedAt;

    /// <summary>Reads the files.</summary>
    /// <param name="door">Where it is shown; has both files.</param>
    /// <param name="wall">The wall clock: how often the files are looked at.</param>
    /// <param name="say">Told of a renewal.</param>
    /// <exception cref="RefusedException"><see cref="DoorErrors.BadCertificate"/>.</exception>
    public DeskCertificate(PublicDoor door, TimeProvider wall, Action<string> say)
    {
        (_certificate, _key, _wall, _say) = (door.Certificate!, door.Key!, wall, say);
        _written = Written();
        _shown = Read();
        _lookedAt = wall.GetTimestamp();
    }

    /// <summary>What a connection is answered with.</summary>
    public SslServerAuthenticationOptions Newest()
    {
        lock (_lock)
        {
            if (_wall.GetElapsedTime(_lookedAt) >= _looked)
            {
                _lookedAt = _wall.GetTimestamp();
                Renew();
            }

            return _shown;
        }
    }

    private void Renew()
    {
        var written = Written();
        if (written == _written)
        {
            return;
        }

        try
        {
            _shown = Read();
            _written = written;
            _say($"The certificate in {_certificate} was renewed and is shown from now on.");
        }
        catch (RefusedException refusal)
        {
            // Looked at again in a minute: the two files may be written one after the other.
            _say(refusal.Message);
        }
    }

    private (DateTime Certificate, DateTime Key) Written() => (File.GetLastWriteTimeUtc(_certificate), File.GetLastWriteTimeUtc(_key));

    private SslServerAuthenticationOptions Read()
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(_key) & ~Owner) != 0)
            {
                throw new RefusedException(DoorErrors.BadCertificate, $"{_key} has the rights {File.GetUnixFileMode(_key)}: more than its owner may use it.");
            }

            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(_certificate);
            return new()
            {
                // Offline: what leads to the root stands in the file, and nobody is asked for it over the network.
                ServerCertificateContext = SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(_certificate, _key), chain, offline: true),
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ClientCertificateRequired = false,
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new RefusedException(DoorErrors.BadCertificate, $"{_certificate} with {_key}: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }
}
