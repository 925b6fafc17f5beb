using Shouldly;
using Spillway.App.Proofs.Verification;
using Xunit;

namespace Spillway.Tests.App.Proofs;

public sealed class BundleTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-proof-");
    private readonly SampleProof _sample = new();

    private string Path => System.IO.Path.Combine(_folder.FullName, "july.proof");

    public void Dispose()
    {
        _sample.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_bundle_is_whole_as_it_was_written()
    {
        await _sample.Write(Path);

        var found = BundleVerifier.Verify(Path, AuditorKnowledge.None, CancellationToken.None);

        found.Faults.ShouldBeEmpty();
        found.Lines.ShouldBe(69);
        found.Records.ShouldBe(5);
        found.Key.ShouldBe(_sample.Key.Public.Id);
        found.Head!.Number.ShouldBe(9);
    }

    [Fact]
    public async Task A_changed_figure_is_found_where_it_stands_and_why_is_said()
    {
        await _sample.Write(Path);
        var lines = await File.ReadAllLinesAsync(Path, TestContext.Current.CancellationToken);
        var at = Array.FindIndex(lines, line => line.Contains("/purchase\"", StringComparison.Ordinal));
        lines[at] = lines[at].Replace("\"amount\":\"420.00\"", "\"amount\":\"402.00\"", StringComparison.Ordinal);
        await Write(lines);

        var found = BundleVerifier.Verify(Path, AuditorKnowledge.None, CancellationToken.None);

        found.Faults[0].ShouldBe(new(at + 1, $"leaf {at}, statement line 2026-07-01T05:00:00Z/fixed-block/block-1/purchase", "it is not what was signed"));
        found.Faults[1].What.ShouldBe("its amount is 402.00, and 15 × 28 is 420");
        found.Faults[2].Place.ShouldBe("the totals");
    }

    [Fact]
    public async Task Lines_that_are_swapped_dropped_or_put_in_are_named()
    {
        await _sample.Write(Path);
        var lines = await File.ReadAllLinesAsync(Path, TestContext.Current.CancellationToken);

        await Write([.. lines[..40], lines[41], lines[40], .. lines[42..]]);
        BundleVerifier.Verify(Path, AuditorKnowledge.None, CancellationToken.None).Faults[0].ToString().ShouldContain("it is leaf 41 and stands in the place of leaf 40");

        await Write([.. lines[..40], .. lines[41..]]);
        BundleVerifier.Verify(Path, AuditorKnowledge.None, CancellationToken.None).Faults[0].ToString().ShouldContain("1 leaf is missing before it");

        await Write([.. lines[..40], lines[39], .. lines[40..]]);
        var found = BundleVerifier.Verify(Path, AuditorKnowledge.None, CancellationToken.None).Faults[0];
        found.FileLine.ShouldBe(41);
        found.What.ShouldBe("it was put in: no such leaf was signed");
    }

    private Task Write(IEnumerable<string> lines) => File.WriteAllTextAsync(Path, string.Join('\n', lines) + "\n");
}
