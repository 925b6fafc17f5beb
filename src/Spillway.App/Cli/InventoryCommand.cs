using System.CommandLine;
using System.Globalization;
using NodaTime;
using Spillway.App.Inventory;
using Spillway.Devices.Discovery;
using Spillway.Units;

namespace Spillway.App.Cli;

/// <summary><c>spillway inventory</c>: the machines of the site, by what they are recognised by.</summary>
internal static class InventoryCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("inventory", "The machines of the site: list, export, import, put into load groups, put a version back.");
        command.Subcommands.Add(InventoryListCommand.Create(terminal));
        command.Subcommands.Add(Export(terminal));
        command.Subcommands.Add(Import(terminal));
        command.Subcommands.Add(Assign(terminal));
        command.Subcommands.Add(InventoryVersionsCommand.Create(terminal));
        command.Subcommands.Add(InventoryVersionsCommand.Restore(terminal));
        return command;
    }

    /// <summary>An option that names a load group.</summary>
    public static Option<string?> GroupOption(string description)
    {
        var option = new Option<string?>("--group") { Description = description, HelpName = "ID" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !InventoryRowReader.IsName(text))
            {
                result.AddError($"--group is '{text}': letters, digits, '.', '_' and '-', beginning with a letter or digit, as the site file names its loads.");
            }
        });
        return option;
    }

    public static GroupId? Group(string? text) => text is null ? null : new GroupId(text);

    private static Command Export(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The CSV file to write; '-' is standard output." };
        var command = new Command("export", "Write the inventory to a CSV file.") { file };
        command.SetAction((parsed, _) =>
        {
            var name = parsed.GetRequiredValue(file);
            using var inventory = SiteInventory.Open(terminal.DataFolder);
            var machines = inventory.Machines();
            ResultFile.Write(terminal, name, output => InventoryCsv.Write(output, machines.Select(machine => machine.Row())));
            if (name != ResultFile.Output)
            {
                terminal.Output.WriteLine(Text($"{machines.Length:N0} machines written to '{name}'."));
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static Command Import(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = $"A CSV file with the columns {string.Join(',', InventoryCsv.Columns)}." };
        var (check, json) = (InventoryVersionsCommand.CheckOption(), JsonTarget.Option());
        json.Description = "With --check: write the review as JSON to a file; '-' writes it to standard output and nothing else there.";
        var command = new Command("import", "Take the rows of a CSV file into the inventory, all of them or none.") { file, check, json };
        command.SetAction((parsed, _) =>
        {
            using var inventory = SiteInventory.Open(terminal.DataFolder);
            if (parsed.GetValue(check))
            {
                return Task.FromResult(InventoryReviewScreen.Show(terminal, inventory.Review(InventoryCsv.Plan(parsed.GetRequiredValue(file))), parsed.GetValue(json)));
            }

            var (rows, findings) = inventory.Import(parsed.GetRequiredValue(file), Now(terminal));
            var fresh = findings.Count(one => one.Kind == FindingKind.New);
            terminal.Output.WriteLine(Text($"{rows:N0} rows taken: {fresh:N0} new machines, {rows - fresh:N0} known."));
            foreach (var finding in findings.Where(one => one.Kind is FindingKind.Displaced or FindingKind.SharedMac))
            {
                terminal.Output.WriteLine(finding.Kind == FindingKind.Displaced
                    ? $"{finding.Machine.Id} was at {finding.Earlier}, where the file has another machine; its address is unknown now."
                    : $"{finding.Machine.Id} has the MAC {finding.Earlier} of another machine and is not recognised by it.");
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static Command Assign(Terminal terminal)
    {
        var ranges = new Argument<string[]>("RANGE")
        {
            Description = "The addresses of the machines, written as for 'spillway discover'. Nothing is contacted.",
            Arity = ArgumentArity.OneOrMore,
        };
        var group = GroupOption("The load group to put them into; without it they are taken out of theirs.");
        var command = new Command("assign", "Put the machines at addresses into a load group.") { ranges, group };
        command.SetAction((parsed, _) =>
        {
            var addresses = AddressRanges.Parse(parsed.GetRequiredValue(ranges), isWide: true);
            using var inventory = SiteInventory.Open(terminal.DataFolder);
            var wanted = Group(parsed.GetValue(group));
            var there = inventory.Assign(addresses, wanted, Now(terminal));
            terminal.Output.WriteLine(Text($"{there.Length:N0} machines at {addresses.Count:N0} addresses are in {(wanted is { } name ? $"group {name}" : "no group")} now."));
            return Task.FromResult(there.IsEmpty ? 1 : 0);
        });
        return command;
    }

    private static Instant Now(Terminal terminal) => Instant.FromDateTimeOffset(terminal.Time.GetUtcNow());

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
