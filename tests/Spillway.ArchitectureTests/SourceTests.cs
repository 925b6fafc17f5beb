using System.Collections.Immutable;
using Shouldly;
using Spillway.ArchitectureTests.Rules;
using Xunit;

namespace Spillway.ArchitectureTests;

public sealed class SourceTests
{
    private static readonly ImmutableArray<SourceText> _sources = SourceTree.CSharp("src");

    private static readonly Dictionary<string, (Func<IEnumerable<SourceText>, IEnumerable<string>> Rule, SourceText Planted)> _rules = new()
    {
        ["a file has at most 400 lines"] = (FileShape.TooLong, Plant(new string('\n', 401))),
        ["a method has at most 70 lines"] = (FileShape.LongMethods, Plant("sealed class Planted { void M() {" + new string('\n', 71) + "} }")),
        ["a file has one public type"] = (FileShape.SeveralPublicTypes, Plant("public sealed class Planted; public sealed class Other;")),
        ["a file is named after its type"] = (FileShape.TypeIsNotTheFileName, Plant("public sealed class Other;")),
        ["a namespace is its folder"] = (FileShape.NamespaceIsNotTheFolder, Plant("namespace Spillway.Engine.Elsewhere;")),
        ["a class is sealed"] = (FileShape.UnsealedClasses, Plant("public class Planted;")),
        ["a name says what the thing is"] = (FileWords.Drawers, Plant("public sealed class PlantedHelper;")),
        ["units and engine know no mode"] = (FileWords.Modes, Plant("sealed class Planted { bool isLiveMode; }")),
        ["nothing is left unfinished"] = (FileWords.Unfinished, Plant("// TO" + "DO later")),
        ["a catch-all says why"] = (FileWords.CatchAlls, Plant("sealed class Planted { void M() { try { } catch (Exception) { } } }")),
    };

    public static TheoryData<string> Rules => new(_rules.Keys);

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_sources_keep_the_rule_that(string rule) => _rules[rule].Rule(_sources).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_planted_fault_breaks_the_rule_that(string rule) => _rules[rule].Rule([_rules[rule].Planted]).ShouldNotBeEmpty();

    private static SourceText Plant(string text) => new("src/Spillway.Engine/Plans/Planted.cs", text);
}
