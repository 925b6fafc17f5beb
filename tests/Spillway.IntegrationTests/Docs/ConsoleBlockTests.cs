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
/// With <c>SPILLWAY_APPROVE=1</c> the document is given what they print.</remarks>
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
                var printed = string.Concat(block.Text.Split('\n')
                    .Where(line => line.StartsWith("$ ", StringComparison.Ordinal))
                    .Select(command => command + "\n" + Trimmed(Run(command, folder, network)) + "\n"));
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
