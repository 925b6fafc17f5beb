using System.Collections.Immutable;
using Shouldly;
using Spillway.ArchitectureTests.Rules;
using Xunit;

namespace Spillway.ArchitectureTests;

/// <summary>docs/reference/operator-lines.md lists every line that a desk says, and no other.</summary>
public sealed class OperatorLineTests
{
    // Commands say what they do on a terminal of their own, and a demonstration talks to whoever watches it.
    private static readonly ImmutableArray<string> _talking = ["src/Spillway.App/Cli/", "src/Spillway.App/Demo/"];

    [Fact]
    public void The_page_lists_every_line_that_a_desk_says()
    {
        var said = SaidLines.Of(SourceTree.CSharp("src").Where(static file => !_talking.Any(start => file.Path.StartsWith(start, StringComparison.Ordinal)))).Distinct().ToList();
        said.Count.ShouldBeGreaterThan(30);
        var listed = File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", "reference", "operator-lines.md"))
            .Where(static line => line.StartsWith("| `", StringComparison.Ordinal)).Select(static line => line.Split('`')[1]).ToList();

        said.Except(listed).ShouldBeEmpty("the page lacks a line");
        listed.Except(said).ShouldBeEmpty("no source says that");
        listed.ShouldBeUnique();
    }

    [Fact]
    public void A_line_is_found_whatever_says_it_and_each_of_two()
    {
        SourceText planted = new("src/Spillway.App/Planted.cs", "sealed class Planted { void M(int a, bool b) { _room.Say($\"It is {a:0} {string.Join(\", \", x)} MW.\"); say(b ? \"one\" : \"two\"); Tell(\"three\"); } }");

        SaidLines.Of([planted]).ShouldBe(["It is … … MW.", "one", "two"]);
    }
}
