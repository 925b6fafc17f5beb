using System.CommandLine;
using System.Text.Json.Nodes;

namespace Spillway.App.Cli;

/// <summary><c>spillway lock</c> and <c>spillway unlock</c>: a group or a feed is under maintenance, or no longer.</summary>
internal static class LockCommand
{
    public static Command Create(Terminal terminal, bool isLock)
    {
        var name = new Argument<string>("GROUP|FEED") { Description = "The load group or the feed." };
        var options = new OrderOptions();
        var command = new Command(
            isLock ? "lock" : "unlock",
            isLock
                ? "Lock a group or a feed out: nothing of it is commanded or closed, whatever the order, until it is unlocked."
                : "End the lock-out of a group or a feed.")
        {
            name,
        };
        options.AddTo(command, ends: false);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var desk = DeskClient.Find(terminal.DataFolder);
            var order = options.Order(parsed, isLock ? "lock" : "unlock");
            var what = parsed.GetRequiredValue(name);
            var status = await desk.GetAsync("/status", cancellation).ConfigureAwait(false);
            order[Has(status, "feeds", "feed", what) && !Has(status, "groups", "group", what) ? "feed" : "group"] = what;
            OrderScreen.Show(terminal, await desk.OrderAsync(order, cancellation).ConfigureAwait(false), parsed.GetValue(options.Json));
            return 0;
        });
        return command;
    }

    private static bool Has(JsonObject status, string list, string field, string name) =>
        status[list] is JsonArray items && items.Any(item => (string?)item?[field] == name);
}
