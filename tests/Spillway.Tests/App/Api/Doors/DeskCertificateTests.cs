using System.Net;
using System.Security.Cryptography;
using Shouldly;
using Spillway.App.Api.Doors;
using Spillway.Engine;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Api.Doors;

public sealed class DeskCertificateTests
{
    [Fact]
    public void A_key_that_others_may_read_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "rights of files are others there");
        using var screen = new Screen();
        var made = MadeCertificate.In(screen.Folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(made.Key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        }

        Refused(made).ShouldContain("more than its owner");
    }

    [Fact]
    public void What_does_not_belong_together_or_is_not_there_is_refused_without_a_letter_of_the_key()
    {
        using var screen = new Screen();
        var made = MadeCertificate.In(screen.Folder);
        var other = MadeCertificate.In(screen.Folder, "other");
        var key = File.ReadAllLines(made.Key)[1];

        Refused(made with { Certificate = other.Certificate }).ShouldNotContain(key);
        Refused(made with { Certificate = made.Key }).ShouldNotContain(key);
        Refused(made with { Certificate = Path.Combine(screen.Folder, "none.pem") }).ShouldContain("none.pem");
        Refused(made with { Key = Path.Combine(screen.Folder, "none.key") }).ShouldContain("none.key");

        using var closed = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(made.Key, closed.ExportEncryptedPkcs8PrivateKeyPem("a password", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        Refused(made).ShouldContain(made.Key);
    }

    private static string Refused(MadeCertificate made)
    {
        var refusal = Should.Throw<RefusedException>(() => new DeskCertificate(new(IPAddress.Loopback, 0, [], false, made.Certificate, made.Key), TimeProvider.System, static _ => { }));
        refusal.Code.ShouldBe(DoorErrors.BadCertificate);
        return refusal.ToString();
    }
}
