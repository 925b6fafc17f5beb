using System.CommandLine;

namespace Spillway.App.Cli;

/// <summary><c>spillway hold</c>: a group runs, or stays off, whatever the price.</summary>
internal static class HoldCommand
{
    public static Command Create(Terminal terminal)
    {
        var group = new Argument<string>("GROUP") { Description = "The load group." };
        var state = new Argument<string>("on|off") { Description = "Whether all of it runs or all of it is off." };
        state.AcceptOnlyFromAmong("on", "off");
        var options = new OrderOptions();
        var command = new Command("hold", "Hold a group on or off, whatever the price, until it is released or its time is over.") { group, state };
        options.AddTo(command, ends: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var desk = DeskClient.Find(terminal.DataFolder);
            var order = options.Order(parsed, "hold");
            order["group"] = parsed.GetValue(group);
            order["state"] = parsed.GetValue(state);
            OrderScreen.Show(terminal, await desk.OrderAsync(order, cancellation).ConfigureAwait(false), parsed.GetValue(options.Json));
            return 0;
        });
        return command;
    }
}
