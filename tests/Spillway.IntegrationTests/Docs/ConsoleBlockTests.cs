using System.Diagnostics;
using System.Text;
using Shouldly;
using Spillway.Tests;
using Spillway.Tests.Docs;
using Xunit;

namespace Spillway.IntegrationTests.Docs;

/// <summary>Commands in documents are run, and print what the document says.</summary>
/// <remarks>A document's commands run one after the other in an empty folder that holds the samples, with a data folder of
/// their own. What is compared is standard output followed by standard error; <c>~/.spillway</c> stands for the data folder.
/// A line that holds nothing but <c>…</c> stands for lines that are left out. With <c>SPILLWAY_APPROVE=1</c> the document is
/// given what they print.</remarks>
public sealed class ConsoleBlockTests
{
    private const string Program = "$ spillway ";
    private const string FromSource = "$ dotnet run -c Release --project src/Spillway.App -- ";

    public static TheoryData<string> Documents => new(MarkdownBlock.All("console").Select(block => block.Document).Distinct());

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_shows_what_its_commands_print(string document)
    {
        var folder = Directory.CreateTempSubdirectory("spillway-docs-").FullName;
        using var network = new OwnNetwork();
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, "samples"), Repository.Path("samples"));
            var text = File.ReadAllText(Repository.Path(document));
            var expected = text;
            foreach (var block in MarkdownBlock.All("console").Where(block => block.Document == document))
            {
                var printed = string.Concat(Commands(block.Text).Select(shown =>
                {
                    var output = Trimmed(Run(shown[0], folder, network)).Split('\n');
                    return string.Join('\n', IsLeftOut(shown[1..], output) ? shown : [shown[0], .. output]) + "\n";
                }));
                expected = expected.Replace("```console\n" + block.Text + "```", "```console\n" + printed + "```", StringComparison.Ordinal);
            }

            if (Environment.GetEnvironmentVariable("SPILLWAY_APPROVE") == "1")
            {
                File.WriteAllText(Repository.Path(document), expected);
                return;
            }

            text.ShouldBe(expected, $"{document} does not show what its commands print; SPILLWAY_APPROVE=1 writes it anew.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Each command with the lines that are shown under it.
    private static List<List<string>> Commands(string text)
    {
        var commands = new List<List<string>>();
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal))
            {
                commands.Add([]);
            }

            commands[^1].Add(line);
        }

        return commands;
    }

    // Whether what is shown is what was printed, with at least one stretch of it left out and said so.
    private static bool IsLeftOut(List<string> shown, string[] printed)
    {
        var (at, isOpen, hasGap) = (0, false, false);
        foreach (var line in shown)
        {
            if (line.Trim() == "…")
            {
                (isOpen, hasGap) = (true, true);
                continue;
            }

            var found = Array.IndexOf(printed, line, Math.Min(at, printed.Length));
            if (found < 0 || (!isOpen && found != at))
            {
                return false;
            }

            (at, isOpen) = (found + 1, false);
        }

        return hasGap && (isOpen || at == printed.Length);
    }

    private static string Run(string command, string folder, OwnNetwork network)
    {
        var arguments = command.StartsWith(Program, StringComparison.Ordinal) ? command[Program.Length..]
            : command.StartsWith(FromSource, StringComparison.Ordinal) ? command[FromSource.Length..]
            : throw new InvalidOperationException($"A console block runs spillway and nothing else: {command}");
        var home = Path.Combine(folder, ".spillway");
        var (program, into) = network.Inside(Path.Combine(AppContext.BaseDirectory, "spillway"));
        var start = new ProcessStartInfo(program, string.Join(' ', [.. into, arguments]))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["SPILLWAY_HOME"] = home;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output + errors.Result).Replace(home, "~/.spillway", StringComparison.Ordinal);
    }

    // Tables are padded to the right with blanks that no editor would keep.
    private static string Trimmed(string text)
    {
        var lines = new StringBuilder();
        foreach (var line in text.TrimEnd().Split('\n'))
        {
            lines.Append(line.TrimEnd()).Append('\n');
        }

        return lines.ToString().TrimEnd('\n');
    }
}
