using Shouldly;
using Spillway.App.Proofs;
using Spillway.App.Proofs.Verification;
using Xunit;

namespace Spillway.Tests.App.Proofs;

/// <summary>Whatever is done to a bundle by chance shows. The browser tests do a thousand, against the command and the page. Other trials: SPILLWAY_TRIALS and SPILLWAY_SEED.</summary>
public sealed class TamperingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-tamper-");
    private readonly SampleProof _sample = new();

    private static int Trials => int.Parse(Environment.GetEnvironmentVariable("SPILLWAY_TRIALS") ?? "250", System.Globalization.CultureInfo.InvariantCulture);

    private static int Seed => int.Parse(Environment.GetEnvironmentVariable("SPILLWAY_SEED") ?? "20260701", System.Globalization.CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _sample.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_bundle_that_was_tampered_with_is_always_found_out()
    {
        var bundle = await _sample.Write(Path.Combine(_folder.FullName, "july.proof"));

        Try(bundle);
    }

    [Fact]
    public async Task So_is_the_proof_of_one_line()
    {
        var bundle = await _sample.Write(Path.Combine(_folder.FullName, "july.proof"));
        var line = Path.Combine(_folder.FullName, "line.proof");
        LineProof.Write(bundle, "2026-07-01T05:30:00Z/energy-real-time/-/consumption", line, CancellationToken.None);

        Try(line);
    }

    private void Try(string file)
    {
        BundleVerifier.Verify(file, AuditorKnowledge.None, CancellationToken.None).Faults.ShouldBeEmpty();
        var bytes = File.ReadAllBytes(file);
        var random = new Random(Seed);
        var tampered = Path.Combine(_folder.FullName, "tampered.proof");
        var (missed, ways) = (new List<string>(), new SortedDictionary<string, int>());
        for (var trial = 0; trial < Trials; trial++)
        {
            var (way, edits) = Tampering.Draw(random, bytes);
            File.WriteAllBytes(tampered, Tampering.Apply(bytes, edits));
            var found = BundleVerifier.Verify(tampered, AuditorKnowledge.None, CancellationToken.None);
            ways[way] = ways.GetValueOrDefault(way) + 1;
            if (found.IsWhole)
            {
                missed.Add($"seed {Seed}, trial {trial}: {way}");
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{Path.GetFileName(file)}, seed {Seed}: {Trials - missed.Count} of {Trials} found; {string.Join(", ", ways.Select(way => $"{way.Value} × {way.Key}"))}");
        missed.ShouldBeEmpty();
        ways.Count.ShouldBe(Tampering.Ways);
    }
}
