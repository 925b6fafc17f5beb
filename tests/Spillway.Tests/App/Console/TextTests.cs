using System.Text.RegularExpressions;
using Shouldly;
using Spillway.App.Console.Layout;
using Spillway.App.Console.Seconds;
using Spillway.App.Console.Texts;
using Spillway.App.Setup;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.App.Console;

/// <summary>No text that a person sees on the console is without its Chinese, and none stands in a page without going through the reader.
/// </summary>
public sealed partial class TextTests
{
    private static readonly string _folder = Repository.Path("src", "Spillway.App", "Console");

    // Names and units that are the same in every language.
    private static readonly string[] _same = ["Spillway", "MW", "MWh", "UTC", "Spillway ·"];

    // Where notes, findings, evidence and reasons are made.
    private static readonly string[] _noting =
        ["Spillway.Engine/Settlements", "Spillway.Markets", "Spillway.App/Backtests", "Spillway.App/Events", "Spillway.App/Rules", "Spillway.App/Sites", "Spillway.App/Statements"];

    [Fact]
    public void Every_literal_has_its_Chinese()
    {
        var texts = ConsoleTexts.Embedded();
        var literals = Sources("*.razor", "*.cs").SelectMany(file => Literal().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), Text: Regex.Unescape(match.Groups["text"].Value)))).ToList();

        literals.Count.ShouldBeGreaterThan(30);
        literals.Where(one => !texts.Has("zh-CN", one.Text)).Select(one => $"{one.File}: {one.Text}").Distinct().ShouldBeEmpty();
        SecondWords.All.Where(text => !texts.Has("zh-CN", text)).ShouldBeEmpty();
        ConsolePages.All.Where(entry => !texts.Has("zh-CN", entry.Name)).Select(entry => entry.Name).ShouldBeEmpty();
    }

    [Fact]
    public void Every_error_has_its_Chinese_title_and_remedy()
    {
        var texts = ConsoleTexts.Embedded();
        var errors = RefusalWords.Errors.ToList();

        errors.Count.ShouldBeGreaterThan(250);
        errors.SelectMany(error => new[] { error.Title, error.Remedy }.Where(text => !texts.Has("zh-CN", text)).Select(text => $"{error.Id}: {text}")).ShouldBeEmpty();
    }

    // What is not refused has no number to fall back upon: notes of statements, findings in files, evidence, and why a bill differs.
    [Fact]
    public void Every_note_and_finding_can_be_said_in_Chinese()
    {
        var texts = ConsoleTexts.Embedded();
        var sources = _noting.SelectMany(static folder => Directory.GetFiles(Repository.Path(["src", .. folder.Split('/')]), "*.cs", SearchOption.AllDirectories))
            .Where(static file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/Trails/", StringComparison.Ordinal));
        var patterns = sources
            .SelectMany(file => InterpolatedSource.Of(File.ReadAllText(file)).Where(one => Noted().IsMatch(one.Before)).Select(one => (File: Path.GetFileName(file), one.Pattern)))
            .Where(static one => one.Pattern.Any(char.IsAsciiLetter)).Distinct().ToList();

        patterns.Count.ShouldBeGreaterThan(60);
        patterns.Where(one => !texts.Has("zh-CN", one.Pattern)).Select(static one => $"{one.File}: {one.Pattern}").ShouldBeEmpty();
    }

    [Fact]
    public void A_refusal_is_said_whole_in_Chinese_where_its_sentence_is_known_and_by_its_number_where_it_is_not()
    {
        var reader = Readers.Chinese;
        var known = new RefusedException(SetupErrors.NoVersion, $"There is no version {7} of the site file.");
        var foreign = new RefusedException(SetupErrors.NoVersion, $"Something that nobody has translated about {"site.yaml"} and {7}.");

        RefusalWords.Whole(reader, known).ShouldBe("站点文件没有第 7 版。 [SW6854] 请使用版本列表中的编号；最早的版本已不保留。");
        RefusalWords.What(reader, foreign).ShouldBe("没有该版本（site.yaml、7）。");
        RefusalWords.Kept(reader, foreign.Message).ShouldBe("没有该版本 [SW6854] 请使用版本列表中的编号；最早的版本已不保留。");
        RefusalWords.What(Readers.English, foreign).ShouldBe(foreign.What);
    }

    [Fact]
    public void Two_files_say_the_same_for_the_same_text()
    {
        ConsoleTexts.Files().SelectMany(file => file.Texts.Select(text => (file.Language, text.Key, text.Value, file.Name)))
            .GroupBy(one => (one.Language, one.Key)).Where(same => same.Select(one => one.Value).Distinct().Count() > 1)
            .Select(same => string.Join(" | ", same.Select(one => $"{one.Name}: {one.Key} = {one.Value}"))).ShouldBeEmpty();
    }

    [Fact]
    public void A_translation_has_the_same_places()
    {
        foreach (var (english, chinese) in ConsoleTexts.Embedded().Of("zh-CN"))
        {
            Places().Matches(chinese).Select(match => match.Value).Order(StringComparer.Ordinal)
                .ShouldBe(Places().Matches(english).Select(match => match.Value).Order(StringComparer.Ordinal), english);
        }
    }

    [Fact]
    public void No_page_holds_words_of_its_own()
    {
        var words = Sources("*.razor").SelectMany(file => Words(File.ReadAllText(file)).Select(text => $"{Path.GetFileName(file)}: {text}")).ToList();

        words.ShouldBeEmpty();
    }

    // A person who steers by voice says what stands on the button, so the name that it is known by has to hold it (WCAG 2.5.3).
    [Fact]
    public void The_name_of_a_control_holds_what_stands_on_it()
    {
        var controls = Sources("*.razor").SelectMany(static file => Named().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), Name: match.Groups["name"].Value, Seen: match.Groups["seen"].Value))).ToList();

        controls.Count.ShouldBeGreaterThan(15);
        controls.Where(static one => !one.Name.Contains(one.Seen.TrimEnd('…'), StringComparison.OrdinalIgnoreCase) || !Readers.Chinese[one.Name].Contains(Readers.Chinese[one.Seen].TrimEnd('…'), StringComparison.Ordinal))
            .Select(static one => $"{one.File}: {one.Name} | {one.Seen}").ShouldBeEmpty();
    }

    // What stands between tags, without expressions; code blocks, comments and directives are taken away first.
    private static IEnumerable<string> Words(string razor)
    {
        var markup = Regex.Replace(razor, @"@code\s*\{.*\z", "", RegexOptions.Singleline);
        markup = Regex.Replace(markup, @"@\*.*?\*@", "", RegexOptions.Singleline);
        markup = Regex.Replace(markup, @"<(style|script)\b.*?</\1>", "", RegexOptions.Singleline);
        foreach (Match match in Between().Matches(markup))
        {
            var text = match.Groups["text"].Value.Trim();
            if (Letters().IsMatch(text) && !_same.Contains(text))
            {
                yield return text;
            }
        }
    }

    private static IEnumerable<string> Sources(params string[] patterns) => patterns.SelectMany(pattern => Directory.GetFiles(_folder, pattern, SearchOption.AllDirectories));

    [GeneratedRegex("""\b[Rr]eader\[\s*"(?<text>(?:[^"\\]|\\.)*)"\s*[\],]""")]
    private static partial Regex Literal();

    // A finding with its kind and count, a wording, evidence, the reason of a variance.
    [GeneratedRegex("""(\bnew( Finding)?\(\s*"[a-z-]+", [^;]*|\(Wording\)|\bWording \w+ = |\bBecause\(VarianceClass\.\w+, |\bWording(\[\]|>) [^;]*)\z""")]
    private static partial Regex Noted();

    [GeneratedRegex("""\{\d+\}""")]
    private static partial Regex Places();

    // A button or link with a name of its own, and the text on it.
    [GeneratedRegex("""<(MudButton|button|a)\b[^\n]*aria-label="@\(?[Rr]eader\["(?<name>[^"]*)"[^\n]*?>\s*@\(?[Rr]eader\["(?<seen>[^"]+)""")]
    private static partial Regex Named();

    // A tag's end, then text up to the next tag; text with an expression or a brace is code.
    [GeneratedRegex("""(?<=[a-z"/\d]\s?)>(?<text>[^<>@{}();=]+)</""")]
    private static partial Regex Between();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Letters();
}
