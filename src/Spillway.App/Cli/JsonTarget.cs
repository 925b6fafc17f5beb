using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spillway.Engine;
using Spillway.Markets.Archive;

namespace Spillway.App.Cli;

/// <summary>Where <c>--json</c> goes: a file, or standard output for <c>-</c>.</summary>
internal static class JsonTarget
{
    private static readonly JsonSerializerOptions _indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Option<string?> Option() => new("--json")
    {
        Description = "Write the result as JSON to a file; '-' writes it to standard output and nothing else there.",
        HelpName = "FILE|-",
    };

    public static bool IsOutput(string? target) => target == "-";

    public static void Write(Terminal terminal, string target, JsonNode json)
    {
        var text = json.ToJsonString(_indented);
        if (IsOutput(target))
        {
            terminal.Output.WriteLine(text);
            return;
        }

        try
        {
            File.WriteAllText(target, text + "\n");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(ArchiveErrors.OutputUnwritable, $"The file '{target}' cannot be written: {cause.Message}", cause);
        }
    }
}
