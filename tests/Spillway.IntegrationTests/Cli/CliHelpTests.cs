using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Spillway.IntegrationTests.Cli;

public sealed partial class CliHelpTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void The_program_prints_the_help_that_the_reference_page_shows()
    {
        var page = File.ReadAllText(Path.Combine(CliProcess.Root, "docs", "reference", "command-line.md"));
        var sections = Section().Matches(page);
        sections.Count.ShouldBeGreaterThan(5);
        foreach (Match section in sections)
        {
            var help = _cli.Run([.. section.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

            help.Code.ShouldBe(0, help.Errors);
            help.Errors.ShouldBeEmpty();
            var printed = string.Join('\n', help.Output.Split('\n').Select(line => line.TrimEnd())).Trim('\n');
            printed.ShouldBe(section.Groups["help"].Value, section.Value);
        }
    }

    [GeneratedRegex("^## spillway(?<words>.*)\n\n```text\n(?<help>[^`]*)\n```$", RegexOptions.Multiline)]
    private static partial Regex Section();
}
