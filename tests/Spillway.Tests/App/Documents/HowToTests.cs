using System.Text.RegularExpressions;
using Shouldly;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Documents;

/// <summary>What a how-to page says a command prints is what it prints; with SPILLWAY_APPROVE=1 it is written anew.</summary>
public sealed partial class HowToTests : IDisposable
{
    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Theory]
    [InlineData("docs/how-to/describe-a-site.md")]
    [InlineData("docs/how-to/submit-a-bid-curve.md")]
    public void Every_command_prints_what_the_page_shows(string file)
    {
        var page = File.ReadAllText(Path.Combine(ApprovedText.Root, file));
        Block().Count(page).ShouldBeGreaterThan(1);

        ApprovedText.Check(file, Block().Replace(page, block => Run(block.Groups["words"].Value)));
    }

    private string Run(string words)
    {
        var arguments = words.Split(' ').Select(word => word.StartsWith("samples/", StringComparison.Ordinal) ? Path.Combine(ApprovedText.Root, word) : word);
        _screen.Run([.. arguments]).ShouldBe(0, words);
        _screen.Errors.ShouldBeEmpty();
        return $"```console\n$ spillway {words}\n{_screen.Output}```";
    }

    [GeneratedRegex("```console\n\\$ spillway (?<words>.*)\n(?<output>[^`]*)```")]
    private static partial Regex Block();
}
