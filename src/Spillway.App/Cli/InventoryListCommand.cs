using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Spillway.App.Inventory;

namespace Spillway.App.Cli;

/// <summary><c>spillway inventory list</c>: the machines, one a line.</summary>
internal static class InventoryListCommand
{
    private const string Unknown = "-";

    private static readonly ImmutableArray<(string Heading, int Most, Func<InventoryMachine, string?> Cell)> _columns =
    [
        ("id", 8, machine => machine.Id),
        ("group", 12, machine => machine.Group?.Text),
        ("role", 7, machine => InventoryCsv.Word(machine.Role)),
        ("address", 15, machine => machine.Address?.ToString()),
        ("family", 10, machine => machine.Family),
        ("model", 20, machine => machine.Model),
        ("MAC or serial", 17, machine => machine.Mac ?? machine.Serial),
    ];

    public static Command Create(Terminal terminal)
    {
        var group = InventoryCommand.GroupOption("Only the machines of this load group.");
        var machine = new Option<string?>("--machine") { Description = "Only this machine, with all that is known of it: an id, an address or a MAC.", HelpName = "NAME" };
        var json = JsonTarget.Option();
        var command = new Command("list", "List the machines of the inventory.") { group, machine, json };
        command.SetAction((parsed, _) =>
        {
            using var inventory = SiteInventory.Open(terminal.DataFolder);
            var (wanted, name, target) = (InventoryCommand.Group(parsed.GetValue(group)), parsed.GetValue(machine), parsed.GetValue(json));
            var machines = inventory.Machines().Where(one => (wanted is null || one.Group == wanted) && (name is null || IsNamed(one, name))).ToImmutableArray();
            if (target is not null)
            {
                JsonTarget.Write(terminal, target, new JsonArray([.. machines.Select(one => (JsonNode)Json(one, inventory))]));
            }

            if (!JsonTarget.IsOutput(target))
            {
                Show(terminal, machines, name is null ? null : inventory);
            }

            return Task.FromResult(name is not null && machines.IsEmpty ? 1 : 0);
        });
        return command;
    }

    private static bool IsNamed(InventoryMachine machine, string name) =>
        machine.Id == name || machine.Address?.ToString() == name || string.Equals(machine.Mac, name, StringComparison.OrdinalIgnoreCase);

    private static void Show(Terminal terminal, ImmutableArray<InventoryMachine> machines, SiteInventory? detailed)
    {
        if (machines.IsEmpty)
        {
            terminal.Output.WriteLine("The inventory holds no such machine. 'spillway discover RANGE…' finds machines, 'spillway inventory import FILE' takes a list.");
            return;
        }

        if (detailed is not null)
        {
            machines.ToList().ForEach(machine => ShowAll(terminal, machine, detailed));
            return;
        }

        var widths = _columns.Select(column => Math.Min(column.Most, Math.Max(column.Heading.Length, machines.Max(machine => column.Cell(machine)?.Length ?? 1)))).ToList();
        terminal.Output.WriteLine(Line(_columns.Select(column => (string?)column.Heading), widths));
        foreach (var machine in machines)
        {
            terminal.Output.WriteLine(Line(_columns.Select(column => column.Cell(machine)), widths));
        }
    }

    private static void ShowAll(Terminal terminal, InventoryMachine machine, SiteInventory inventory)
    {
        (string Name, string? Value)[] rows =
        [
            ("id", machine.Id), ("group", machine.Group?.Text), ("role", InventoryCsv.Word(machine.Role)), ("address", machine.Address?.ToString()),
            ("port shift", FormattableString.Invariant($"{machine.PortShift}")), ("family", machine.Family), ("model", machine.Model),
            ("firmware", machine.Firmware), ("MAC", machine.Mac), ("shared MAC", machine.SharedMac), ("serial", machine.Serial),
            ("first seen", machine.FirstSeen?.ToString()), ("last seen", machine.LastSeen?.ToString()), ("notes", machine.Notes),
        ];
        foreach (var (name, value) in rows)
        {
            terminal.Output.WriteLine($"{name.PadRight(12)}{value ?? Unknown}");
        }

        foreach (var place in inventory.Places(machine))
        {
            terminal.Output.WriteLine($"{"was at".PadRight(12)}{place.Address} from {place.From} to {place.To}");
        }
    }

    private static string Line(IEnumerable<string?> cells, List<int> widths) =>
        string.Join("  ", cells.Zip(widths, (cell, width) => Cut(cell ?? Unknown, width).PadRight(width))).TrimEnd();

    private static string Cut(string text, int width) => text.Length <= width ? text : $"{text[..(width - 1)]}…";

    private static JsonObject Json(InventoryMachine machine, SiteInventory inventory) => new()
    {
        ["id"] = machine.Id,
        ["group"] = machine.Group?.Text,
        ["role"] = InventoryCsv.Word(machine.Role),
        ["address"] = machine.Address?.ToString(),
        ["port_shift"] = machine.PortShift,
        ["family"] = machine.Family,
        ["model"] = machine.Model,
        ["firmware"] = machine.Firmware,
        ["mac"] = machine.Mac,
        ["shared_mac"] = machine.SharedMac,
        ["serial"] = machine.Serial,
        ["first_seen_utc"] = machine.FirstSeen?.ToString(),
        ["last_seen_utc"] = machine.LastSeen?.ToString(),
        ["notes"] = machine.Notes,
        ["places"] = new JsonArray([.. inventory.Places(machine).Select(place => (JsonNode)new JsonObject
        {
            ["address"] = place.Address.ToString(),
            ["from_utc"] = place.From.ToString(),
            ["to_utc"] = place.To.ToString(),
        })]),
    };
}
