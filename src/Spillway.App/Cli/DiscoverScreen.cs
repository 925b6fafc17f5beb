using System.Globalization;
using Spectre.Console;
using Spillway.App.Inventory;
using Spillway.Devices.Discovery;

namespace Spillway.App.Cli;

/// <summary>What a search came to, for a person: the odd ones first.</summary>
internal static class DiscoverScreen
{
    // More of one kind are counted: a screen is to be read.
    private const int MostLines = 20;

    public static void Show(Terminal terminal, Discovered result)
    {
        terminal.Output.WriteLine(Text($"{result.Addresses:N0} addresses searched, {result.Sightings.Length:N0} answered."));
        var odd = Odd(result).ToList();
        foreach (var (title, lines) in odd.Where(one => one.Lines.Count > 0))
        {
            terminal.Output.WriteLine();
            terminal.Output.WriteLine(Text($"{title} ({lines.Count:N0})"));
            foreach (var (address, words) in lines.Take(MostLines))
            {
                WrappedText.Write(terminal.Output, $"  {address}: {words}", 4, terminal.Width);
            }

            if (lines.Count > MostLines)
            {
                terminal.Output.WriteLine(Text($"  … and {lines.Count - MostLines:N0} more; --json FILE lists all."));
            }
        }

        ShowFamilies(terminal, result);
        terminal.Output.WriteLine(Text($"Inventory: {result.Inventory.Length:N0} machines, {Count(result, FindingKind.New):N0} new, {Count(result, FindingKind.Moved):N0} moved."));
    }

    private static IEnumerable<(string Title, List<(string Address, string Words)> Lines)> Odd(Discovered result)
    {
        yield return ("Not recognised", [.. result.Sightings.Where(one => one.Kind == SightingKind.Unrecognised).Select(one => (Address(one), one.Remark))]);
        yield return ("Given password refused", [.. result.Sightings.Where(one => one.Password == PasswordState.GivenRefused).Select(one => (Address(one), $"{one.Family} {one.Model}: does not open with the password that was given"))]);
        yield return ("Factory password", [.. result.Sightings.Where(one => one.Password == PasswordState.Factory).Select(one => (Address(one), $"{one.Family} {one.Model}: opens with the maker's documented password"))]);
        yield return ("Same MAC twice", Lines(result, FindingKind.SharedMac, (one, id) => $"{id} answers with the MAC {one.Earlier} of {Owner(result, one.Earlier)}"));
        yield return ("Another machine at a known address", Lines(result, FindingKind.Displaced, (one, id) => $"{id}{Named(one.Machine)} was at {one.Earlier} and has not been found again"));
        yield return ("Control board changed", Lines(result, FindingKind.BoardChanged, (one, id) => $"{id} had the MAC {one.Earlier}, now {one.Machine.Mac}"));
        yield return ("Moved", Lines(result, FindingKind.Moved, (one, id) => one.Earlier is { } earlier ? $"{id}{Named(one.Machine)} was at {earlier}" : $"{id}{Named(one.Machine)} is found again"));
        yield return ("In another group, left there", Lines(result, FindingKind.OtherGroup, (one, id) => $"{id} is in {one.Machine.Group}, not in {one.Earlier}"));
    }

    private static void ShowFamilies(Terminal terminal, Discovered result)
    {
        var families = result.Sightings.Where(one => one.Kind != SightingKind.Unrecognised)
            .GroupBy(one => (Family: one.Family ?? "-", Model: one.Model ?? "-"))
            .OrderBy(same => same.Key.Family, StringComparer.Ordinal).ThenBy(same => same.Key.Model, StringComparer.Ordinal).ToList();
        if (families.Count == 0)
        {
            terminal.Output.WriteLine();
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("family", "model");
        table.AddColumn(new TableColumn("machines").RightAligned());
        table.AddColumn(new TableColumn("with MAC or serial").RightAligned());
        foreach (var same in families)
        {
            table.AddRow(Markup.Escape(same.Key.Family), Markup.Escape(same.Key.Model), Text($"{same.Count():N0}"), Text($"{same.Count(one => one.Mac is not null || one.Serial is not null):N0}"));
        }

        terminal.Tables().Write(table);
    }

    private static List<(string Address, string Words)> Lines(Discovered result, FindingKind kind, Func<InventoryFinding, string, string> words) =>
        [.. result.Findings.Where(one => one.Kind == kind).Select(one => (one.Machine.Address?.ToString() ?? "-", words(one, one.Machine.Id)))];

    private static string Owner(Discovered result, string? mac) =>
        result.Inventory.FirstOrDefault(machine => machine.Mac == mac) is { } owner ? $"{owner.Id} at {owner.Address?.ToString() ?? "an unknown address"}" : "another machine";

    private static string Named(InventoryMachine machine) => machine.Model is { } model ? $" ({model})" : "";

    private static string Address(Sighting sighting) => sighting.Endpoint.Address.ToString();

    private static int Count(Discovered result, FindingKind kind) => result.Findings.Count(one => one.Kind == kind);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
