using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Shouldly;
using Spillway.ArchitectureTests.Rules;
using Xunit;

namespace Spillway.ArchitectureTests;

/// <summary>What docs/reference/security.md says of the sources.</summary>
public sealed partial class SafeCodeTests
{
    private static readonly ImmutableArray<SourceText> _sources = SourceTree.CSharp("src");
    private static readonly ImmutableArray<SourceText> _pages = [.. SourceTree.Files("src", "*.razor").Select(SourceTree.Read)];

    private static readonly Dictionary<string, (Func<IEnumerable<SourceText>, IEnumerable<string>> Rule, SourceText Planted)> _rules = new()
    {
        ["no other program is started"] = (SafeCode.StartedPrograms, Plant("sealed class Planted { void M() { Process.Start(\"sh\"); } }")),
        ["no pattern is made from what comes in"] = (SafeCode.MadePatterns, Plant("sealed class Planted { bool M(string a) => Regex.IsMatch(a, $\"^{a}$\"); }")),
        ["no code is made or loaded"] = (SafeCode.MadeCode, Plant("sealed class Planted { void M() { Assembly.LoadFrom(\"a.dll\"); } }")),
        ["memory has its bounds"] = (SafeCode.UnsafeCode, Plant("sealed class Planted { unsafe void M() { } }")),
        ["values of statements are bound"] = (SafeCode.MadeStatements, Plant("sealed class Planted { string M(string a) => $\"SELECT 1 WHERE a = '{a}'\"; }")),
        ["ciphers are the runtime's"] = (SafeCode.OwnCiphers, Plant("sealed class Planted : HashAlgorithm { }")),
    };

    public static TheoryData<string> Rules => new(_rules.Keys);

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_sources_are_such_that(string rule) => _rules[rule].Rule(_sources).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_planted_fault_is_found_where(string rule) => _rules[rule].Rule([_rules[rule].Planted]).ShouldNotBeEmpty();

    [Fact]
    public void The_page_lists_the_algorithms_that_the_sources_name()
    {
        var listed = File.ReadLines(Path.Combine(SourceTree.Root, "docs", "reference", "security.md")).SkipWhile(static line => !line.StartsWith("| algorithm |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(static line => line.StartsWith('|')).Select(static line => line.Split('`')[1]);

        listed.ShouldBe(SafeCode.Algorithms(_sources), ignoreOrder: true);
        SafeCode.Algorithms([Plant("sealed class Planted { byte[] M(byte[] a) => SHA1.HashData(a); }")]).ShouldBe(["SHA1"]);
    }

    [Fact]
    public void No_project_lets_memory_be_reached_without_bounds() =>
        SourceTree.Files("", "*.csproj").Concat(SourceTree.Files("", "*.props")).Where(static file => File.ReadAllText(file).Contains("AllowUnsafe", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Fields_of_passwords_are_known_to_managers_and_take_what_is_pasted()
    {
        var fields = _pages.SelectMany(static page => Input().Matches(page.Text)).Select(static one => one.Value)
            .Where(static one => one.Contains("type=\"password\"", StringComparison.Ordinal) || one.Contains("name=\"Password\"", StringComparison.Ordinal)).ToList();
        fields.Count.ShouldBeGreaterThan(5);

        fields.ShouldAllBe(static one => one.Contains("type=\"password\"", StringComparison.Ordinal) && (one.Contains("autocomplete=\"current-password\"", StringComparison.Ordinal)
            || one.Contains("autocomplete=\"new-password\"", StringComparison.Ordinal)) && !one.Contains("onpaste", StringComparison.OrdinalIgnoreCase) && !one.Contains("readonly", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Forms_of_signing_in_ask_for_no_hint_and_no_answer_to_a_question()
    {
        var names = _pages.Where(static page => page.Path.Contains("/Console/SignIns/", StringComparison.Ordinal)).SelectMany(static page => Input().Matches(page.Text))
            .Select(static one => FieldName().Match(one.Value)).Where(static one => one.Success).Select(static one => one.Groups[1].Value).Distinct().Order(StringComparer.Ordinal).ToList();

        names.ShouldBe(["Again", "Code", "Credential", "Name", "PasskeyName", "Password", "Waiting"]);
    }

    [Fact]
    public void No_page_writes_markup_as_it_is()
    {
        _pages.Concat(_sources).Where(static one => RawMarkup().IsMatch(one.Text)).Select(static one => one.Path).ShouldBeEmpty();

        RawMarkup().IsMatch("<p>@((MarkupString)Name)</p>").ShouldBeTrue();
    }

    [Fact]
    public void Pages_use_nothing_that_browsers_have_given_up() =>
        _pages.Where(static page => GivenUp().IsMatch(page.Text)).Select(static page => page.Path).ShouldBeEmpty();

    [Fact]
    public void Scripts_run_no_text_and_write_under_no_name_but_into_what_has_no_prototype()
    {
        var scripts = SourceTree.Files("src", "*.js").Select(SourceTree.Read).ToList();
        scripts.Count.ShouldBeGreaterThan(5);
        foreach (var script in scripts)
        {
            RunsText().IsMatch(script.Text).ShouldBeFalse(script.Path);
            foreach (var target in Written().Matches(script.Text).Select(static one => one.Groups[1].Value).Distinct())
            {
                // A short name for a row of numbers counts as that row.
                var meant = Regex.Match(script.Text, $@"\bconst {Regex.Escape(target)} = (\w+);") is { Success: true } other ? other.Groups[1].Value : target;
                Regex.IsMatch(script.Text, $@"\b{Regex.Escape(meant)} = (new (\w+)?Array\(|\[|Object\.create\(null\))").ShouldBeTrue($"{script.Path}: {target}[…]");
            }
        }
    }

    private static SourceText Plant(string text) => new("src/Spillway.App/Api/Planted.cs", text);

    [GeneratedRegex(@"<input\b[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("name=\"([A-Za-z]+)\"")]
    private static partial Regex FieldName();

    [GeneratedRegex(@"<(applet|object|embed|frame|frameset|marquee|keygen|bgsound)\b|ActiveX|document\.all", RegexOptions.IgnoreCase)]
    private static partial Regex GivenUp();

    [GeneratedRegex(@"\b(MarkupString|AddMarkupContent|HtmlString|Html\.Raw)\b")]
    private static partial Regex RawMarkup();

    [GeneratedRegex(@"\beval\(|new Function\(|__proto__|set(Timeout|Interval)\(\s*[""'`]")]
    private static partial Regex RunsText();

    [GeneratedRegex(@"\b(\w+)\[[^\]\d][^\]]*\]\s*=(?!=)")]
    private static partial Regex Written();
}
