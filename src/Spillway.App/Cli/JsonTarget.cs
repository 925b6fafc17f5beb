using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

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
        var text = json.ToJsonString(_indented) + "\n";
        ResultFile.Write(terminal, target, output => output.Write(text));
    }
}
