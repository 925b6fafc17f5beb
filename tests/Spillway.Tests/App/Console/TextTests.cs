using System.Text.RegularExpressions;
using Shouldly;
using Spillway.App.Console.Layout;
using Spillway.App.Console.Seconds;
using Spillway.App.Console.Texts;
using Xunit;

namespace Spillway.Tests.App.Console;

/// <summary>No text that a person sees on the console is without its Chinese, and none stands in a page without going through the reader.
/// </summary>
public sealed partial class TextTests
{
    private static readonly string _folder = Repository.Path("src", "Spillway.App", "Console");

    // Names and units that are the same in every language.
    private static readonly string[] _same = ["Spillway", "MW", "MWh", "UTC", "Spillway ·"];

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

    [GeneratedRegex("""\{\d+\}""")]
    private static partial Regex Places();

    // A tag's end, then text up to the next tag; text with an expression or a brace is code.
    [GeneratedRegex("""(?<=[a-z"/\d]\s?)>(?<text>[^<>@{}();=]+)</""")]
    private static partial Regex Between();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Letters();
}
