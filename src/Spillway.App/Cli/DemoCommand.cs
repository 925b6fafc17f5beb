using System.CommandLine;
using Spillway.App.Demo;

namespace Spillway.App.Cli;

/// <summary><c>spillway demo</c>: an emulated site, the desk that runs it and a day worth seeing, with nothing else at hand.</summary>
internal static class DemoCommand
{
    private const int DefaultSeed = 1;
    private const decimal MostSeconds = 86_400m;

    public static Command Create(Terminal terminal)
    {
        var seed = new Option<int>("--seed") { Description = "Which synthetic year the day is chosen from, and the machines' chance.", HelpName = "N", DefaultValueFactory = _ => DefaultSeed };
        var seconds = new Option<decimal?>("--for") { Description = "End after so many seconds; without it a terminal keeps site and desk until Ctrl-C, and a pipe ends with the day, or when nobody has looked at the console for two minutes.", HelpName = "SECONDS" };
        seconds.Validators.Add(result =>
        {
            if (result.GetValue(seconds) is <= 0m or > MostSeconds)
            {
                result.AddError(FormattableString.Invariant($"--for is {result.GetValue(seconds)}; give a number above 0, at most {MostSeconds}."));
            }
        });
        var beside = new Option<bool>("--beside") { Description = "Leave the standard ports of machines to others: serve them 8000 to 14000 higher." };
        var command = new Command("demo", "An emulated site of 40 MW and the desk at work on it: prices below zero, a spike, an order of the grid; then what the day came to, and the proof of it. About a minute, with the console on http://localhost:5080.") { seed, seconds, beside };
        command.SetAction(async (parsed, cancellation) =>
        {
            var length = parsed.GetValue(seconds);
            var stays = terminal.IsInteractive && !System.Console.IsInputRedirected;
            await DemoRun.RunAsync(terminal, new(parsed.GetValue(seed), stays, length is { } most ? TimeSpan.FromSeconds((double)most) : null) { IsBeside = parsed.GetValue(beside) }, cancellation).ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}
