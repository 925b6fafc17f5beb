using System.CommandLine;

namespace Spillway.App.Cli;

/// <summary><c>spillway release</c>: an order ends.</summary>
internal static class ReleaseCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The order's name, as 'spillway status' shows it." };
        var reason = new Option<string>("--reason") { Description = "Why.", HelpName = "TEXT", DefaultValueFactory = _ => "released" };
        var json = JsonTarget.Option();
        var command = new Command("release", "End an order; the site comes back as ramps and the staged restore allow.") { id, reason, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var desk = DeskClient.Find(terminal.DataFolder);
            var answer = await desk.ReleaseAsync(parsed.GetRequiredValue(id), OrderOptions.Person, parsed.GetValue(reason)!, cancellation).ConfigureAwait(false);
            OrderScreen.Show(terminal, answer, parsed.GetValue(json));
            return 0;
        });
        return command;
    }
}
