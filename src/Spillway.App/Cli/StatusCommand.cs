using System.CommandLine;

namespace Spillway.App.Cli;

/// <summary><c>spillway status</c>: what the running desk does now.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(1);

    public static Command Create(Terminal terminal)
    {
        var watch = new Option<bool>("--watch") { Description = "Show it anew every second, until Ctrl-C." };
        var responses = new Option<bool>("--responses") { Description = "Also how fast each group has followed when it was told to come down, as events and drills have taught." };
        var json = JsonTarget.Option();
        var command = new Command("status", "What the running desk does now: power, price, groups, orders, alarms, and what it could take off how fast.") { watch, responses, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var desk = DeskClient.Find(terminal.DataFolder);
            do
            {
                var status = await desk.GetAsync("/status", cancellation).ConfigureAwait(false);
                if (parsed.GetValue(responses))
                {
                    status["responses"] = (await desk.GetAsync("/responses", cancellation).ConfigureAwait(false))["groups"]?.DeepClone();
                }

                if (parsed.GetValue(json) is { } target)
                {
                    JsonTarget.Write(terminal, target, status);
                }

                if (!JsonTarget.IsOutput(parsed.GetValue(json)))
                {
                    Write(terminal, StatusScreen.Lines(status, Math.Min(terminal.Width, StatusScreen.Width), parsed.GetValue(watch) ? StatusScreen.RowsOfScreen : int.MaxValue), parsed.GetValue(watch));
                }
            }
            while (parsed.GetValue(watch) && await WaitAsync(terminal, cancellation).ConfigureAwait(false));
            return 0;
        });
        return command;
    }

    private static void Write(Terminal terminal, IReadOnlyList<string> lines, bool isAnew)
    {
        // Home and clear, so that the picture stands still; in a pipe one picture follows another.
        var begin = isAnew && terminal.IsInteractive ? "\u001b[H\u001b[J" : "";
        terminal.Output.Write(begin + string.Join('\n', lines) + "\n");
        terminal.Output.Flush();
    }

    private static async Task<bool> WaitAsync(Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(_every, terminal.Time, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how a watch ends.
            return false;
        }
    }
}
