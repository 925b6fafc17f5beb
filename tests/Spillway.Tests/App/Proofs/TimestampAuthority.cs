using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Spillway.Tests.App.Proofs;

/// <summary>A timestamp authority on loopback: its own root, a certificate for timestamps, and real tokens (RFC 3161).</summary>
internal sealed class TimestampAuthority : IDisposable
{
    private const string TstInfo = "1.2.840.113549.1.9.16.1.4";
    private const string Policy = "1.3.6.1.4.1.99999.1";
    private readonly HttpListener _listener = new();
    private readonly X509Certificate2 _signer;
    private readonly DateTimeOffset _now;
    private readonly Task _serving;

    /// <summary>Begins to serve.</summary>
    /// <param name="now">What its clock says.</param>
    /// <param name="isRsa">Whether it signs with RSA; else with ECDSA on P-256.</param>
    public TimestampAuthority(DateTimeOffset now, bool isRsa)
    {
        _now = now;
        (Root, _signer) = Certificates(now, isRsa);
        Address = Listen();
        _serving = ServeAsync();
    }

    public string Address { get; }

    public X509Certificate2 Root { get; }

    /// <summary>What it does to the hash it was shown before it signs: nothing, as a rule.</summary>
    public Func<byte[], byte[]> Signs { get; set; } = hash => hash;

    /// <summary>The last text that was posted where no timestamp was asked for.</summary>
    public string? Posted { get; private set; }

    public void Dispose()
    {
        _listener.Abort();
        _serving.GetAwaiter().GetResult();
        Root.Dispose();
        _signer.Dispose();
    }

    // A free port may be taken by another before it is used: then the next one.
    private string Listen()
    {
        for (var attempt = 0; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            probe.Stop();
            try
            {
                _listener.Prefixes.Clear();
                _listener.Prefixes.Add(address);
                _listener.Start();
                return address;
            }
            catch (HttpListenerException) when (attempt < 20)
            {
            }
        }
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                var answer = context.Request.ContentType == "application/timestamp-query" ? Answer(body.ToArray()) : Take(body.ToArray(), context.Response);
                await context.Response.OutputStream.WriteAsync(answer);
                context.Response.Close();
            }
            catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The test is over.
                return;
            }
        }
    }

    private byte[] Take(byte[] body, HttpListenerResponse response)
    {
        Posted = System.Text.Encoding.UTF8.GetString(body);
        response.StatusCode = Posted.Contains("teapot", StringComparison.Ordinal) ? 418 : 200;
        return "block 17"u8.ToArray();
    }

    private byte[] Answer(byte[] query)
    {
        Rfc3161TimestampRequest.TryDecode(query, out var request, out _);
        var cms = new SignedCms(new ContentInfo(new Oid(TstInfo), Info(request!)));
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, _signer) { IncludeOption = X509IncludeOption.EndCertOnly, DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1") };
        signer.SignedAttributes.Add(SigningCertificate());
        cms.ComputeSignature(signer);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(0);
            }

            writer.WriteEncodedValue(cms.Encode());
        }

        return writer.Encode();
    }

    private byte[] Info(Rfc3161TimestampRequest request)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier(Policy);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(request.HashAlgorithmId.Value!);
                }

                writer.WriteOctetString(Signs(request.GetMessageHash().ToArray()));
            }

            writer.WriteInteger(4711);
            writer.WriteGeneralizedTime(_now, omitFractionalSeconds: true);
            if (request.GetNonce() is { } nonce)
            {
                writer.WriteInteger(nonce.Span);
            }
        }

        return writer.Encode();
    }

    // The attribute that ties a token to its certificate (RFC 5816).
    private AsnEncodedData SigningCertificate()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(_signer.RawData));
        }

        return new AsnEncodedData(new Oid("1.2.840.113549.1.9.16.2.47"), writer.Encode());
    }

    private static (X509Certificate2 Root, X509Certificate2 Signer) Certificates(DateTimeOffset now, bool isRsa)
    {
        var (from, to) = (now.AddYears(-1), now.AddYears(1));
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Made-up Root", rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var issuer = root.CreateSelfSigned(from, to);
        using var rsa = RSA.Create(2048);
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = isRsa
            ? new CertificateRequest("CN=Made-up Timestamps", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=Made-up Timestamps", ecdsa, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], critical: true));
        using var signed = request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(rootKey), from, to, [1, 2, 3, 4]);
        return (X509CertificateLoader.LoadCertificate(issuer.RawData), isRsa ? signed.CopyWithPrivateKey(rsa) : signed.CopyWithPrivateKey(ecdsa));
    }
}
