using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using NodaTime;
using Spillway.App.Composition;
using Spillway.App.Inventory;
using Spillway.Devices.Discovery;
using Spillway.Units;

namespace Spillway.App.Cli;

/// <summary><c>spillway discover</c>: finds the machines of address ranges and takes them into the inventory.</summary>
internal static class DiscoverCommand
{
    private const int MostShift = 60_000;

    public static Command Create(Terminal terminal)
    {
        var defaults = new ScanOptions();
        var ranges = new Argument<string[]>("RANGE")
        {
            Description = "Where to search: 10.1.0.0/24, 10.1.0.1-10.1.0.99, 10.1.0.1-99 or 10.1.0.17; commas join several. Nothing else is contacted.",
            Arity = ArgumentArity.OneOrMore,
        };
        var group = InventoryCommand.GroupOption("Put machines that are in no group yet into this load group.");
        var rate = Number("--rate", $"Connections begun in a second. Default: {defaults.Rate}.", 1, ScanOptions.MostRate, defaults.Rate);
        var open = Number("--open", $"Connections open at once, each to another device. Default: {defaults.Open}.", 1, ScanOptions.MostOpen, defaults.Open);
        var shift = Number("--port-shift", "Added to ports below 1024: 8000 for an emulated site that may not open those. Default: 0.", 0, MostShift, 0);
        var wide = new Option<bool>("--wide") { Description = $"Allow more than {Text(AddressRanges.MostAddresses)} addresses, up to {Text(AddressRanges.MostWideAddresses)}." };
        var passwords = new Option<bool>("--check-passwords")
        {
            Description = "Try the maker's documented password once on each machine of a known family that can be asked without changing anything. Machines note a log-in, and some lock it for minutes after a wrong one.",
        };
        var credentials = new Option<string?>("--credentials")
        {
            Description = "A file, or env:NAME, with a family and its user:password in each line, tried once on each machine of that family for what it tells only behind a log-in. Never printed or kept.",
            HelpName = "FILE|env:NAME",
        };
        var json = JsonTarget.Option();
        var command = new Command("discover", "Find machines by what they answer, gently, and take them into the inventory.") { ranges, group, rate, open, shift, wide, passwords, credentials, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var addresses = AddressRanges.Parse(parsed.GetRequiredValue(ranges), parsed.GetValue(wide));
            var target = parsed.GetValue(json);
            new ResultTargets(target, null, null).Check([]);
            var options = new ScanOptions
            {
                Rate = parsed.GetValue(rate),
                Open = parsed.GetValue(open),
                PortShift = parsed.GetValue(shift),
                ChecksPasswords = parsed.GetValue(passwords),
                Credentials = parsed.GetValue(credentials) is { } where
                    ? CredentialText.ReadByFamily(where, NetworkScan.CredentialFamilies)
                    : ImmutableDictionary<string, Devices.Credential>.Empty,
            };
            var found = await SearchAsync(terminal, addresses, options, cancellation).ConfigureAwait(false);
            var result = Keep(terminal, addresses, found, InventoryCommand.Group(parsed.GetValue(group)));
            if (target is not null)
            {
                JsonTarget.Write(terminal, target, DiscoverJson.Of(result));
            }

            if (!JsonTarget.IsOutput(target))
            {
                DiscoverScreen.Show(terminal, result);
            }

            return 0;
        });
        return command;
    }

    private static async Task<ImmutableArray<Sighting>> SearchAsync(Terminal terminal, AddressRanges addresses, ScanOptions options, CancellationToken cancellation)
    {
        using var line = new ProgressLine(terminal);
        return await new NetworkScan(options, terminal.Time).RunAsync(addresses, new ScanProgressLine(line, addresses.Count), cancellation).ConfigureAwait(false);
    }

    private static Discovered Keep(Terminal terminal, AddressRanges addresses, ImmutableArray<Sighting> found, GroupId? group)
    {
        var now = Instant.FromDateTimeOffset(terminal.Time.GetUtcNow());
        using var inventory = SiteInventory.Open(terminal.DataFolder);
        var findings = inventory.Take(found.Select(sighting => FoundMachine.Row(sighting, group)).OfType<InventoryRow>(), now);
        return new(addresses.Count, found, findings, inventory.Machines());
    }

    private static Option<int> Number(string name, string description, int least, int most, int usual)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(result => Check(result, name, least, most));
        return option;
    }

    private static void Check(OptionResult result, string name, int least, int most)
    {
        var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (result.Tokens.Count > 0 && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most))
        {
            result.AddError($"{name} is '{text}', and takes a whole number from {Text(least)} to {Text(most)}.");
        }
    }

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
