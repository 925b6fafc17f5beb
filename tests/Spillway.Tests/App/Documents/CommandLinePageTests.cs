using System.CommandLine;
using System.Text;
using Shouldly;
using Spillway.App.Cli;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Documents;

/// <summary>docs/reference/command-line.md is the help of every command, as the program prints it.</summary>
public sealed class CommandLinePageTests : IDisposable
{
    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void The_page_holds_the_help_of_every_command()
    {
        var page = new StringBuilder("""
            # The command line

            What `spillway COMMAND --help` prints, for every command. This page is made from the program and compared with it by a
            test.

            - **Exit codes**: 0 done · 1 refused or failed, with a message that names file, line, value, unit and what to do (all of
              them: [errors](../ERRORS.md)) · 2 the words of the command are wrong · 130 interrupted, with nothing half-written.
            - **Standard output** holds what was asked for, standard error everything else. With `--json -` standard output holds one
              JSON object and nothing else. Progress is shown on a terminal only; in a pipe the program is silent.
            - **The data folder** (price archive, learned models) is `SPILLWAY_HOME`, by default `~/.spillway`.
            - **Dates and instants**: `--from` and `--to` of a backtest are local dates in the site's `time_zone`, `--to` not included.
              Where an option takes an INSTANT, a date such as `2023-08-17` means the UTC midnight it begins with.
            - An option that takes several values takes them one after the other or several times: `--prices A B` is
              `--prices A --prices B`. Put the site file before it.
            - **Whom a command asks.** `shed`, `hold`, `release`, `stop`, `lock`, `unlock`, `drill` and `status` are clients of the running desk's
              [API](api.md): what they do moves the site or is about this moment, and one program alone may do that. All others read files: the
              journal, the archive, the inventory, the site file. A question about what is past is answered from what is written, so that it
              has an answer where the desk is down, on a copy or on another machine, and never waits for the desk or keeps it. Journal and
              archive are written so that reading beside a running desk sees whole records alone.

            """);
        foreach (var words in Words(CommandLine.Root(_screen.Terminal), []))
        {
            _screen.Run([.. words, "--help"]).ShouldBe(0);
            _screen.Errors.ShouldBeEmpty();
            page.Append($"\n## {string.Join(' ', ["spillway", .. words])}\n\n```text\n{Trimmed(_screen.Output)}\n```\n");
        }

        // Inside the test the program goes by the name of the test's own; tests of the process see its true one.
        Approval.Matches("docs/reference/command-line.md", page.ToString().Replace(RootCommand.ExecutableName, "spillway", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_command_argument_and_option_says_what_it_is()
    {
        foreach (var command in All(CommandLine.Root(_screen.Terminal)))
        {
            command.Description.ShouldNotBeNullOrWhiteSpace(command.Name);
            foreach (Symbol symbol in command.Arguments.Cast<Symbol>().Concat(command.Options))
            {
                symbol.Description.ShouldNotBeNullOrWhiteSpace($"{command.Name} {symbol.Name}");
            }
        }
    }

    private static IEnumerable<Command> All(Command command) => [command, .. command.Subcommands.SelectMany(All)];

    private static IEnumerable<string[]> Words(Command command, string[] before) =>
        [before, .. command.Subcommands.SelectMany(inner => Words(inner, [.. before, inner.Name]))];

    private static string Trimmed(string help) =>
        string.Join('\n', help.Split('\n').Select(line => line.TrimEnd())).Trim('\n');
}
