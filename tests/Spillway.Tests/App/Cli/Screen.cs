using System.CommandLine;
using Spillway.App.Cli;

namespace Spillway.Tests.App.Cli;

/// <summary>The command line run inside the test, as in a pipe 120 columns wide, with a data folder of its own.</summary>
internal sealed class Screen : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public Screen()
    {
        Folder = Directory.CreateTempSubdirectory("spillway-screen-").FullName;
        Terminal = new(_output, _errors, IsInteractive: false, 120, TimeProvider.System, Path.Combine(Folder, "home"));
    }

    /// <summary>A folder for the test's files; removed with everything in it.</summary>
    public string Folder { get; }

    public Terminal Terminal { get; }

    public string Output => _output.ToString();

    public string Errors => _errors.ToString();

    public int Run(params string[] arguments) => Run(CommandLine.Root(Terminal), arguments);

    public int Run(RootCommand root, params string[] arguments)
    {
        _output.GetStringBuilder().Clear();
        _errors.GetStringBuilder().Clear();
        return CommandLine.RunAsync(root, arguments, Terminal, CancellationToken.None).GetAwaiter().GetResult();
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
