using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Spillway.App.Proofs.Keys;
using Spillway.App.Proofs.Verification;

namespace Spillway.App.Cli;

/// <summary>What was found in a bundle, for a person and for a program.</summary>
internal static class BundleScreen
{
    private const int MostShown = 10;

    public static void Show(Terminal terminal, BundleVerification found)
    {
        var output = terminal.Output;
        output.WriteLine($"{(found.IsOneLine ? "One line of a bundle" : "Bundle")} {found.File}");
        output.WriteLine($"  site     {found.Site ?? "?"}, {found.Range ?? "?"}");
        output.WriteLine(Text($"  holds    {found.Lines} statement lines, {found.Records} journal records, {found.Leaves} leaves"));
        output.WriteLine($"  root     {found.Root ?? "none"}");
        output.WriteLine($"  key      {found.Key?.Text ?? "none"}, {Known(terminal, found.Key)}");
        if (found.Head is { } head)
        {
            output.WriteLine(Text($"  journal  ended with record {head.Number}, {head.Hash}"));
        }

        if (found.Booked is { } booked)
        {
            output.WriteLine($"  book     {booked}");
        }

        foreach (var line in found.Facts)
        {
            output.WriteLine($"  {line}");
        }

        if (found.IsWhole)
        {
            output.WriteLine("Whole: it is as it was signed, and it adds up.");
            return;
        }

        foreach (var (fault, index) in found.Faults.Take(MostShown).Select((fault, index) => (fault, index)))
        {
            output.WriteLine(Text($"{(index == 0 ? "First wrong" : "also")}: line {fault.FileLine} of the file: {fault.Place}: {fault.What}"));
        }

        output.WriteLine(Text($"Broken: {found.Faults.Length}{(found.Faults.Length == BundleVerification.MostFaults ? " or more" : "")} {(found.Faults.Length == 1 ? "fault" : "faults")}."));
    }

    public static JsonObject Json(BundleVerification found) => new()
    {
        ["bundle"] = found.File,
        ["whole"] = found.IsWhole,
        ["site"] = found.Site,
        ["leaves"] = found.Leaves,
        ["lines"] = found.Lines,
        ["records"] = found.Records,
        ["root"] = found.Root,
        ["key_id"] = found.Key?.Text,
        ["journal_head"] = found.Head is not { } head ? null : new JsonObject
        {
            ["number"] = head.Number, ["at_utc"] = InstantPattern.ExtendedIso.Format(head.At), ["hash"] = head.Hash.ToString(),
        },
        ["booked"] = found.Booked,
        ["totals"] = found.Totals is { } totals ? JsonNode.Parse(totals.GetRawText()) : null,
        ["facts"] = new JsonArray([.. found.Facts.Select(fact => (JsonNode)fact)]),
        ["faults"] = new JsonArray([.. found.Faults.Select(fault => (JsonNode)new JsonObject
        {
            ["file_line"] = fault.FileLine,
            ["place"] = fault.Place,
            ["what"] = fault.What,
        })]),
    };

    private static string Known(Terminal terminal, KeyId? id) => id is { } key && KeyRing.Open(terminal.DataFolder).Keys.FirstOrDefault(one => one.Id == key) is { } own
        ? $"a key of this data folder ({own.State})"
        : "not of this data folder: compare it with the one the site publishes";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
