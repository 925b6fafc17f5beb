using Spectre.Console;

namespace Spillway.App.Cli;

/// <summary>Where a command reads its surroundings and writes what a person or a program sees.</summary>
/// <param name="Output">What a program reads; with <c>--json -</c> nothing else goes here.</param>
/// <param name="Errors">What only a person reads: progress, findings, refusals.</param>
/// <param name="IsInteractive">Whether a person watches: progress is shown only then.</param>
/// <param name="Width">Columns of a table.</param>
/// <param name="Time">The one clock.</param>
/// <param name="DataFolder">The data folder: <c>SPILLWAY_HOME</c>, by default <c>.spillway</c> in the home folder.</param>
public sealed record Terminal(
    TextWriter Output, TextWriter Errors, bool IsInteractive, int Width, TimeProvider Time, string DataFolder)
{
    /// <summary>The terminal of this process.</summary>
    /// <returns>Standard output and error, the system's clock.</returns>
    public static Terminal OfProcess()
    {
        var home = Environment.GetEnvironmentVariable("SPILLWAY_HOME");
        var folder = string.IsNullOrWhiteSpace(home)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".spillway")
            : home;
        var interactive = !System.Console.IsErrorRedirected && !System.Console.IsOutputRedirected;
        return new(new StandardStream(System.Console.Out), System.Console.Error, interactive, interactive && System.Console.WindowWidth > 0 ? System.Console.WindowWidth : 120, TimeProvider.System, folder);
    }

    /// <summary>Draws tables on the output at this terminal's width; plain text where nobody watches.</summary>
    /// <returns>A console over <see cref="Output"/>.</returns>
    public IAnsiConsole Tables()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = IsInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(new TrimmedLines(Output)),
        });
        console.Profile.Width = Width;
        return console;
    }
}
