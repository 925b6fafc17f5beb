using System.CommandLine;
using System.Globalization;
using NodaTime;
using Spectre.Console;
using Spillway.App.Inventory;
using Spillway.App.Setup;

namespace Spillway.App.Cli;

/// <summary><c>spillway inventory versions</c> and <c>restore</c>: the inventory as it was before each change, and back again.</summary>
internal static class InventoryVersionsCommand
{
    public static Command Create(Terminal terminal)
    {
        var json = JsonTarget.Option();
        var command = new Command("versions", "List the versions of the inventory that are kept, newest first.") { json };
        command.SetAction((parsed, _) =>
        {
            using var inventory = SiteInventory.Open(terminal.DataFolder);
            var versions = inventory.Versions();
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, InventoryReviewJson.Of(versions));
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                var table = new Table().Border(TableBorder.Simple);
                table.AddColumns("version", "since", "by", "what", "machines");
                foreach (var one in versions)
                {
                    table.AddRow(
                        Text(one.Number), one.At.ToString(), Markup.Escape(one.By.Length == 0 ? "-" : one.By), Markup.Escape($"{InventoryReviewJson.Word(one.Kind)} {one.Detail}".TrimEnd()), Text(one.Machines));
                }

                terminal.Tables().Write(table);
            }

            return Task.FromResult(0);
        });
        return command;
    }

    public static Command Restore(Terminal terminal)
    {
        var number = new Argument<int>("VERSION") { Description = "Which, as 'spillway inventory versions' lists it." };
        var (check, json) = (CheckOption(), JsonTarget.Option());
        json.Description = "With --check: write the review as JSON to a file; '-' writes it to standard output and nothing else there.";
        var command = new Command("restore", "Put a version of the inventory back; what it is now stays a version.") { number, check, json };
        command.SetAction((parsed, _) =>
        {
            using var inventory = SiteInventory.Open(terminal.DataFolder);
            var wanted = parsed.GetRequiredValue(number);
            var plan = inventory.Back(wanted);
            if (parsed.GetValue(check))
            {
                return Task.FromResult(InventoryReviewScreen.Show(terminal, inventory.Review(plan), parsed.GetValue(json)));
            }

            var now = Instant.FromDateTimeOffset(terminal.Time.GetUtcNow());
            var (version, _) = inventory.Keep(plan, new(now, "", InventoryDeedKind.Restore, Text(wanted), null));
            terminal.Output.WriteLine($"Version {Text(wanted)} stands again, as version {Text(version)}.");
            return Task.FromResult(0);
        });
        return command;
    }

    /// <summary>The option that only says what would be done.</summary>
    public static Option<bool> CheckOption() => new("--check") { Description = "Say what would change and change nothing; ends with 1 where it could not be kept." };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
