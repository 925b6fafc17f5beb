using System.CommandLine;
using Spillway.App.Composition;

namespace Spillway.App.Cli;

/// <summary><c>spillway run</c>: the desk at work.</summary>
internal static class RunCommand
{
    private const int LargestPort = 65_535;

    public static Command Create(Terminal terminal)
    {
        var site = new Argument<string>("SITE.yaml") { Description = "The site file; its 'prices' name the source." };
        var paper = new Option<bool>("--paper") { Description = "Decide and journal, and command nothing." };
        var port = new Option<int?>("--port") { Description = "The port of the API on 127.0.0.1 instead of the site file's; 0 takes any free one.", HelpName = "PORT" };
        port.Validators.Add(result =>
        {
            if (result.GetValue(port) is < 0 or > LargestPort)
            {
                result.AddError($"--port is {result.GetValue(port)}; give 0 to {LargestPort}.");
            }
        });
        var prices = new Option<string[]>("--prices") { Description = "Price files of the past for look-ahead to learn from.", HelpName = "PATH", AllowMultipleArgumentsPerToken = true };
        var hashprice = new Option<string?>("--hashprice") { Description = "A hash price series instead of the site file's constant.", HelpName = "PATH" };
        var awards = AwardsOption.Create();
        var seconds = new Option<decimal?>("--for") { Description = "End by itself after so many seconds.", HelpName = "SECONDS" };
        var rules = RulesOption.Create();
        var command = new Command("run", "Run the desk: decide by live prices, command the machines, keep the journal, answer on loopback. Until Ctrl-C.") { site, paper, port, prices, hashprice, awards, seconds, rules };
        command.SetAction(async (parsed, cancellation) =>
        {
            var request = new DeskRequest(
                parsed.GetRequiredValue(site),
                terminal.DataFolder,
                parsed.GetValue(paper),
                parsed.GetValue(port),
                parsed.GetValue(prices) ?? [],
                parsed.GetValue(hashprice),
                parsed.GetValue(seconds) is { } most ? TimeSpan.FromSeconds((double)most) : null)
            {
                Awards = parsed.GetValue(awards) ?? [],
                RulesFolder = parsed.GetValue(rules),
            };
            await RunningDesk.RunAsync(request, terminal.Time, Say, cancellation).ConfigureAwait(false);
            return 0;
        });
        return command;

        void Say(string line)
        {
            terminal.Output.WriteLine(line);
            terminal.Output.Flush();
        }
    }
}
