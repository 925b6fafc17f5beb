using CsCheck;
using Shouldly;
using Spillway.App.Setup;
using Xunit;

namespace Spillway.Tests.App.Setup;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void One_changed_line_stands_with_three_lines_around_it()
    {
        var lines = UnifiedDiff.Lines("a\nb\nc\nd\ne\nf\ng\nh\ni\n", "a\nb\nc\nd\nE\nf\ng\nh\ni\n");

        UnifiedDiff.Text(lines, "site.yaml").ShouldBe("--- site.yaml\n+++ site.yaml\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n");
    }

    [Fact]
    public void Far_changes_are_two_stretches_and_near_ones_are_one()
    {
        static string Text(params int[] changed) => string.Concat(Enumerable.Range(1, 30).Select(line => changed.Contains(line) ? $"{line} new\n" : $"{line}\n"));

        UnifiedDiff.Parts(UnifiedDiff.Lines(Text(), Text(3, 25))).Count().ShouldBe(2);
        UnifiedDiff.Parts(UnifiedDiff.Lines(Text(), Text(3, 8))).Count().ShouldBe(1);
        UnifiedDiff.Text(UnifiedDiff.Lines(Text(3), Text(3)), "x").ShouldBeEmpty();
    }

    [Fact]
    public void Each_side_alone_is_the_text_it_was_made_from() => Gen.Select(Texts, Texts).Sample((before, after) =>
    {
        var lines = UnifiedDiff.Lines(before, after);
        var old = string.Concat(lines.Where(static line => line.Side != DiffSide.New).Select(static line => line.Text + "\n"));
        var @new = string.Concat(lines.Where(static line => line.Side != DiffSide.Old).Select(static line => line.Text + "\n"));
        return old == before && @new == after
            && lines.Where(static line => line.OldNumber is not null).Select(static line => line.OldNumber!.Value).SequenceEqual(Enumerable.Range(1, before.Count(static letter => letter == '\n')));
    });

    private static Gen<string> Texts => Gen.Int[0, 4].Array[0, 12].Select(static lines => string.Concat(lines.Select(static line => $"line {line}\n")));
}
