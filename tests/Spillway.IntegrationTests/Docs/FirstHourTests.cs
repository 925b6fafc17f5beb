using Shouldly;
using Spillway.Tests;
using Xunit;

namespace Spillway.IntegrationTests.Docs;

/// <summary>The first hour, line by line: what the page says to type is typed, and what it shows comes back.</summary>
[Collection("Emulated sites on the ports of their machines, one after the other")]
public sealed class FirstHourTests
{
    private const string Page = "docs/how-to/first-hour.md";

    [Fact]
    public async Task The_page_can_be_followed_line_by_line()
    {
        var folder = Directory.CreateTempSubdirectory("spillway-first-hour-").FullName;
        using var network = new OwnNetwork();
        var terminals = new SortedDictionary<int, ShellTerminal>();
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, "samples"), Repository.Path("samples"));
            foreach (var block in TerminalBlock.Of(Page, File.ReadAllLines(Repository.Path(Page))))
            {
                if (!terminals.TryGetValue(block.Terminal, out var terminal))
                {
                    terminals[block.Terminal] = terminal = new(network, folder, Path.Combine(folder, "home"));
                }

                foreach (var command in block.Commands)
                {
                    await ShouldShowAsync(terminal, block, command);
                }
            }
        }
        finally
        {
            // The emulated site ends last.
            foreach (var terminal in terminals.Values.Reverse())
            {
                await terminal.DisposeAsync();
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_page_that_shows_something_else_is_found()
    {
        var block = TerminalBlock.Of("page", ["<!-- terminal", @"varies \d+ s", @"range now (\S+) MW 0.1 0.2", "-->", "```console terminal=2", "$ spillway status", "now 0.15 MW after 3 s", "```"]).ShouldHaveSingleItem();
        var command = block.Commands.ShouldHaveSingleItem();

        block.Difference(command, "now 0.15 MW after 14 s\n").ShouldBeNull();
        block.Difference(command, "now 0.15 MW after 14 s\nand more\n").ShouldNotBeNull();
        block.Difference(command, "then 0.15 MW after 3 s\n").ShouldNotBeNull();
        block.Difference(command with { Shown = "now 0.25 MW after 3 s" }, "now 0.25 MW after 3 s\n").ShouldNotBeNull();
    }

    private static async Task ShouldShowAsync(ShellTerminal terminal, TerminalBlock block, TerminalCommand command)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(block.Within);
        string? difference = "nothing was printed";
        try
        {
            do
            {
                await foreach (var (printed, hasEnded) in terminal.TypeAsync(command.Text, block.RunsOn, limit.Token))
                {
                    difference = block.Difference(command, printed);
                    if (block.RunsOn ? difference is null : hasEnded)
                    {
                        break;
                    }
                }
            }
            while (difference is not null && block.IsRepeated);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            difference = $"not within {block.Within.TotalSeconds} s: {difference}";
        }

        difference.ShouldBeNull($"{block}: $ {command.Text}");
    }
}
