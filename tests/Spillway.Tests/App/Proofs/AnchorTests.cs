using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Shouldly;
using Spillway.App.Proofs;
using Spillway.App.Proofs.Verification;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.App.Proofs;

public sealed class AnchorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-anchor-");
    private readonly SampleProof _sample = new();

    public void Dispose()
    {
        _sample.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_timestamp_is_asked_for_checked_and_led_up_to_its_authority(bool isRsa)
    {
        using var authority = new TimestampAuthority(SampleProof.Now.ToDateTimeOffset(), isRsa);
        var bundle = await _sample.Write(At("july.proof"), "rfc3161:" + authority.Address);

        var found = Verify(bundle, Kept(authority.Root, "root.pem"));

        found.Faults.ShouldBeEmpty();
        found.Facts.ShouldHaveSingleItem().ShouldBe("stamped  2026-07-03T09:00:00Z by CN=Made-up Timestamps, which leads up to CN=Made-up Root");
        Verify(bundle, null).Facts.ShouldHaveSingleItem().ShouldContain("name its authority with --authority");
    }

    [Fact]
    public async Task A_timestamp_of_somebody_else_does_not_lead_up_to_the_authority()
    {
        using var authority = new TimestampAuthority(SampleProof.Now.ToDateTimeOffset(), isRsa: false);
        using var other = new TimestampAuthority(SampleProof.Now.ToDateTimeOffset(), isRsa: false);
        var bundle = await _sample.Write(At("july.proof"), "rfc3161:" + authority.Address);

        Verify(bundle, Kept(other.Root, "other.pem")).Faults.ShouldHaveSingleItem().What.ShouldStartWith("the timestamp's certificate CN=Made-up Timestamps does not lead up to");
    }

    [Fact]
    public async Task A_bundle_without_a_timestamp_is_not_one_of_the_authority()
    {
        using var authority = new TimestampAuthority(SampleProof.Now.ToDateTimeOffset(), isRsa: false);

        Verify(await _sample.Write(At("july.proof")), Kept(authority.Root, "root.pem")).Faults.ShouldHaveSingleItem().What.ShouldContain("holds no timestamp");
    }

    [Fact]
    public async Task An_authority_that_stamps_something_else_is_refused_and_nothing_is_written()
    {
        using var authority = new TimestampAuthority(SampleProof.Now.ToDateTimeOffset(), isRsa: false) { Signs = hash => [.. hash.Reverse()] };

        var refusal = await Should.ThrowAsync<RefusedException>(() => _sample.Write(At("july.proof"), "rfc3161:" + authority.Address));

        refusal.Code.ShouldBe(ProofErrors.AnchorFailed);
        _folder.GetFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_and_an_address_are_shown_the_root()
    {
        using var authority = new TimestampAuthority(SampleProof.Now.ToDateTimeOffset(), isRsa: false);
        var log = At("roots.log");
        await File.WriteAllTextAsync(log, "{\"root\":\"earlier\"}\n", TestContext.Current.CancellationToken);

        var found = Verify(await _sample.Write(At("july.proof"), "file:" + log, authority.Address), null);

        found.Faults.ShouldBeEmpty();
        found.Facts.Length.ShouldBe(2);
        var lines = await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken);
        lines.Length.ShouldBe(2);
        JsonDocument.Parse(lines[1]).RootElement.GetProperty("root").GetString().ShouldBe(found.Root);
        JsonDocument.Parse(authority.Posted!).RootElement.GetProperty("root").GetString().ShouldBe(found.Root);
    }

    [Fact]
    public async Task A_place_that_does_not_answer_is_told()
    {
        var refusal = await Should.ThrowAsync<RefusedException>(() => _sample.Write(At("july.proof"), "http://127.0.0.1:1/"));

        refusal.Message.ShouldStartWith("http://127.0.0.1:1/: ");
        refusal.Code.ShouldBe(ProofErrors.AnchorFailed);
    }

    [Fact]
    public async Task What_a_desk_is_asked_for_is_not_sent_to_its_own_machine_whatever_name_leads_there()
    {
        using var authority = new TimestampAuthority(SampleProof.Now.ToDateTimeOffset(), isRsa: false);
        foreach (var place in new[] { authority.Address, "rfc3161:" + authority.Address, authority.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) })
        {
            var refusal = await Should.ThrowAsync<RefusedException>(() => _sample.Write(At("july.proof"), _sample.Contents() with { Anchors = [place], AllowsLocalAnchors = false }));

            refusal.Code.ShouldBe(ProofErrors.AnchorFailed);
            refusal.Message.ShouldContain("where nothing is sent");
        }

        authority.Posted.ShouldBeNull();
        _folder.GetFiles().ShouldBeEmpty();
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string Kept(X509Certificate2 certificate, string name)
    {
        File.WriteAllText(At(name), certificate.ExportCertificatePem());
        return At(name);
    }

    private static BundleVerification Verify(string bundle, string? authority) => BundleVerifier.Verify(bundle, new(null, authority), CancellationToken.None);
}
