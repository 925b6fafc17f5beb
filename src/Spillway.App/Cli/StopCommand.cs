using System.CommandLine;
using System.Text.Json.Nodes;

namespace Spillway.App.Cli;

/// <summary><c>spillway stop</c>: everything stops. One command, confirmed twice by the same person.</summary>
internal static class StopCommand
{
    private const string Word = "stop";

    public static Command Create(Terminal terminal)
    {
        var yes = new Option<bool>("--yes") { Description = "A confirmation; the stop needs two: --yes --yes. Without them the word is asked for twice.", Arity = ArgumentArity.Zero };
        var options = new OrderOptions();
        var command = new Command(Word, "Stop everything: machines are put to sleep and every feed opened for what does not follow. Confirmed twice.") { yes };
        options.AddTo(command, ends: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var desk = DeskClient.Find(terminal.DataFolder);
            var given = parsed.GetResult(yes)?.IdentifierTokenCount ?? 0;
            var order = options.Order(parsed, Word);
            if (!IsConfirmed(terminal, given, 1))
            {
                return Refuse(terminal);
            }

            var first = await desk.OrderAsync((JsonObject)order.DeepClone(), cancellation).ConfigureAwait(false);
            if (!IsConfirmed(terminal, given, 2))
            {
                return Refuse(terminal);
            }

            order["confirm"] = (string?)first["confirm"];
            OrderScreen.Show(terminal, await desk.OrderAsync(order, cancellation).ConfigureAwait(false), parsed.GetValue(options.Json));
            return 0;
        });
        return command;
    }

    private static bool IsConfirmed(Terminal terminal, int given, int number)
    {
        if (given >= number)
        {
            return true;
        }

        if (!terminal.IsInteractive)
        {
            return false;
        }

        terminal.Errors.Write(number == 1 ? "This stops the whole site. Type 'stop' to go on: " : "Once more, to do it now. Type 'stop': ");
        return System.Console.In.ReadLine()?.Trim() == Word;
    }

    private static int Refuse(Terminal terminal)
    {
        terminal.Errors.WriteLine("Nothing was stopped: a stop is confirmed twice, by --yes --yes or by typing 'stop' twice.");
        return 1;
    }
}
