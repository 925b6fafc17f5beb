using Shouldly;
using Spillway.Tests;
using Xunit;

namespace Spillway.IntegrationTests.Docs;

/// <summary>Follows a page: what it says to type is typed into its terminals, and what it shows must come back.</summary>
internal static class TypedPage
{
    /// <summary>Follows it from its first block to its last, in an empty folder that holds the samples.</summary>
    /// <param name="page">The page, from the root of the repository.</param>
    public static async Task FollowAsync(string page)
    {
        var folder = Directory.CreateTempSubdirectory("spillway-page-").FullName;
        using var network = new OwnNetwork();
        var terminals = new SortedDictionary<int, ShellTerminal>();
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, "samples"), Repository.Path("samples"));
            foreach (var block in TerminalBlock.Of(page, File.ReadAllLines(Repository.Path(page))))
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
            // The first terminal ends last: an emulated site runs in it.
            foreach (var terminal in terminals.Values.Reverse())
            {
                await terminal.DisposeAsync();
            }

            Directory.Delete(folder, recursive: true);
        }
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
