using Shouldly;
using Spillway.App.Proofs.Verification;
using Spillway.Units;
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

    [Theory]
    [InlineData("power_credits_usd", "the lines make")]
    [InlineData("production_revenue_usd", "the energy drawn makes")]
    [InlineData("unsettled_usd", "the open intervals make")]
    [InlineData("total_usd", "the lines make")]
    public async Task A_total_that_was_signed_and_is_not_what_the_rest_makes_is_found(string name, string makers)
    {
        var contents = _sample.Contents();
        var right = contents.Totals[name]!.GetValue<decimal>();
        contents.Totals[name] = right + 0.01m;
        await _sample.Write(Path, contents);

        var fault = BundleVerifier.Verify(Path, AuditorKnowledge.None, CancellationToken.None).Faults.ShouldHaveSingleItem();

        fault.Place.ShouldBe("the totals");
        fault.What.ShouldBe(FormattableString.Invariant($"its {name} is {right + 0.01m}, and {makers} {right}"));
    }

    [Fact]
    public async Task What_a_group_drew_beyond_what_was_metered_is_found_though_it_was_signed()
    {
        var contents = _sample.Contents();
        var more = contents.Drawn.Select((drawn, index) => index != 3 ? drawn : drawn with { Groups = [drawn.Groups[0] with { Energy = drawn.Groups[0].Energy + new MegawattHours(1m) }, drawn.Groups[1]] }).ToList();
        await _sample.Write(Path, contents with { Drawn = more });

        var found = BundleVerifier.Verify(Path, AuditorKnowledge.None, CancellationToken.None);

        found.Faults[0].Place.ShouldBe("energy drawn 2026-07-01T05:45:00Z");
        found.Faults[0].What.ShouldStartWith("the groups without a meter drew 24.75");
        found.Faults.Skip(1).Select(fault => fault.Place).Distinct().ShouldBe(["the totals"]);
    }

    [Fact]
    public async Task Versions_of_the_book_that_do_not_follow_or_do_not_come_to_the_lines_are_found_though_they_were_signed()
    {
        var contents = _sample.Contents();
        var (first, last) = (contents.Versions[0], contents.Versions[1]);

        await _sample.Write(Path, contents with { Versions = [first, last with { Version = last.Version with { Before = new('c', 64) } }] });
        BundleVerifier.Verify(Path, AuditorKnowledge.None, CancellationToken.None).Faults.ShouldHaveSingleItem().What.ShouldStartWith("it follows a version with the manifest cc");

        await _sample.Write(Path, contents with { Versions = [first] });
        BundleVerifier.Verify(Path, AuditorKnowledge.None, CancellationToken.None).Faults.ShouldHaveSingleItem().What.ShouldStartWith("the versions of the book come to");

        await _sample.Write(Path, contents);
        BundleVerifier.Verify(Path, AuditorKnowledge.None, CancellationToken.None).Booked.ShouldBe($"version 2 (final) of 2026-07, booked 2026-07-03T09:00:00Z, manifest {new string('b', 64)}");
    }

    private Task Write(IEnumerable<string> lines) => File.WriteAllTextAsync(Path, string.Join('\n', lines) + "\n");
}
