using System.CommandLine;

namespace Spillway.App.Cli;

/// <summary><c>spillway shed</c>: the site comes down to a ceiling, or by so much, within a time.</summary>
internal static class ShedCommand
{
    private const string Protection = "protection";

    public static Command Create(Terminal terminal)
    {
        var to = new Option<decimal?>("--to") { Description = "The site's ceiling in MW.", HelpName = "MW" };
        var by = new Option<decimal?>("--by") { Description = "How many MW less than measured now; becomes a ceiling when it is accepted.", HelpName = "MW" };
        var within = new Option<decimal>("--within") { Description = "The time to do it in, in seconds.", HelpName = "SECONDS", Required = true };
        var rank = new Option<string>("--rank") { Description = "Before whom it goes: protection, obligation or operator.", HelpName = "RANK", DefaultValueFactory = _ => Protection };
        rank.AcceptOnlyFromAmong(Protection, "obligation", "operator");
        var options = new OrderOptions();
        var command = new Command("shed", "Bring the site's power down within a time; answers at once with what it promises.") { to, by, within, rank };
        options.AddTo(command, ends: true);
        command.Validators.Add(result =>
        {
            if (result.GetValue(to).HasValue == result.GetValue(by).HasValue)
            {
                result.AddError("Give exactly one of --to and --by.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            using var desk = DeskClient.Find(terminal.DataFolder);
            var order = options.Order(parsed, "shed");
            order["to_mw"] = parsed.GetValue(to);
            order["by_mw"] = parsed.GetValue(by);
            order["within_seconds"] = parsed.GetValue(within);
            order["rank"] = parsed.GetValue(rank);
            OrderScreen.Show(terminal, await desk.OrderAsync(order, cancellation).ConfigureAwait(false), parsed.GetValue(options.Json));
            return 0;
        });
        return command;
    }
}
