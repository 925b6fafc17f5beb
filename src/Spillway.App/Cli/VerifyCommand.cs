using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Spillway.Journal.Proof;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Cli;

/// <summary><c>spillway verify</c>: whether the journal is as it was written.</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var journal = new Option<string?>("--journal")
        {
            Description = "The folder of a journal. Default: the folder 'journal' of the data folder.",
            HelpName = "PATH",
        };
        var json = JsonTarget.Option();
        var command = new Command("verify", "Whether the journal is as it was written: names each record that was changed, is missing, changed places or was put in. A desk may run meanwhile.") { journal, json };
        command.SetAction((parsed, cancellation) =>
        {
            var found = Verify(terminal, parsed.GetValue(journal) ?? SqliteJournal.FolderIn(terminal.DataFolder), cancellation);
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, Json(found));
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                Show(terminal, found);
            }

            return Task.FromResult(found.IsWhole ? 0 : 1);
        });
        return command;
    }

    private static JournalVerification Verify(Terminal terminal, string folder, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(terminal);
        return JournalVerifier.Verify(folder, new Records(progress), cancellation);
    }

    private static void Show(Terminal terminal, JournalVerification found)
    {
        terminal.Output.WriteLine($"Journal {found.Folder}");
        foreach (var segment in found.Segments)
        {
            var records = segment.LastNumber < segment.FirstNumber ? "no records" : Text($"records {segment.FirstNumber} to {segment.LastNumber}");
            var state = segment.IsRemoved ? "removed by retention, seal kept" : segment.IsSealed ? "sealed" : "open";
            terminal.Output.WriteLine($"  {segment.Name}  {records}, {state}");
        }

        foreach (var finding in found.Findings)
        {
            var number = finding.LastNumber > finding.Number ? Text($"records {finding.Number} to {finding.LastNumber}") : Text($"record {finding.Number}");
            terminal.Output.WriteLine($"{Word(finding.Kind)}: {number}{(finding.At is { } at ? $" ({Near(finding.Kind)}{Utc(at)})" : "")}: {finding.Detail}");
        }

        var limit = found.Findings.Length == JournalVerification.MostFindings ? ", more are not listed" : "";
        terminal.Output.WriteLine(found.IsWhole
            ? Text($"Whole: {found.Records} records, head {found.Head?.Number} {found.Head?.Hash}.")
            : Text($"Broken: {found.Findings.Length} {(found.Findings.Length == 1 ? "finding" : "findings")} in {found.Records} records{limit}."));
    }

    private static JsonObject Json(JournalVerification found) => new()
    {
        ["journal"] = found.Folder,
        ["whole"] = found.IsWhole,
        ["records"] = found.Records,
        ["first_number"] = found.First,
        ["head"] = found.Head is not { } head ? null : new JsonObject { ["number"] = head.Number, ["at_utc"] = Utc(head.At), ["hash"] = head.Hash.ToString() },
        ["segments"] = new JsonArray([.. found.Segments.Select(segment => (JsonNode)new JsonObject
        {
            ["segment"] = segment.Name,
            ["first_number"] = segment.FirstNumber,
            ["last_number"] = segment.LastNumber,
            ["sealed"] = segment.IsSealed,
            ["removed"] = segment.IsRemoved,
        })]),
        ["findings"] = new JsonArray([.. found.Findings.Select(finding => (JsonNode)new JsonObject
        {
            ["finding"] = Word(finding.Kind),
            ["number"] = finding.Number,
            ["last_number"] = finding.LastNumber,
            ["at_utc"] = finding.At is { } at ? Utc(at) : null,
            ["detail"] = finding.Detail,
        })]),
    };

    private static string Word(JournalFindingKind kind) => kind switch
    {
        JournalFindingKind.Changed => "changed",
        JournalFindingKind.Missing => "missing",
        JournalFindingKind.Reordered => "reordered",
        JournalFindingKind.Inserted => "inserted",
        JournalFindingKind.TailCut => "tail-cut",
        JournalFindingKind.HeadDiffers => "head-differs",
        JournalFindingKind.HeadUnreadable => "head-unreadable",
        JournalFindingKind.SegmentUnreadable => "segment-unreadable",
        JournalFindingKind.SealDiffers => "seal-differs",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such finding."),
    };

    // What is not there has no instant of its own.
    private static string Near(JournalFindingKind kind) =>
        kind is JournalFindingKind.Missing or JournalFindingKind.TailCut or JournalFindingKind.SegmentUnreadable ? "after " : "";

    private static string Utc(Instant at) => InstantPattern.ExtendedIso.Format(at);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Records(ProgressLine line) : IProgress<long>
    {
        public void Report(long value) => line.Show(Text($"{value} records read"));
    }
}
