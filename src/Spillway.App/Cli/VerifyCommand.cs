using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Proofs.Verification;
using Spillway.Journal.Proof;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Cli;

/// <summary><c>spillway verify</c>: whether the journal, or a bundle, is as it was written.</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var bundle = new Argument<string?>("BUNDLE") { Description = "A file that 'spillway prove' wrote. Without it the journal is verified.", Arity = ArgumentArity.ZeroOrOne };
        var journal = new Option<string?>("--journal")
        {
            Description = "The folder of a journal. Default: the folder 'journal' of the data folder.",
            HelpName = "PATH",
        };
        var against = new Option<string?>("--against")
        {
            Description = "Hold the journal against the head that this earlier bundle signed: shows a journal that was written anew as a whole.",
            HelpName = "BUNDLE",
        };
        var key = new Option<string?>("--key") { Description = "The name of the key that must have signed the bundle, as the site publishes it.", HelpName = "KEY" };
        var authority = new Option<string?>("--authority")
        {
            Description = "The certificate (PEM or DER) that the bundle's timestamps must lead up to.",
            HelpName = "FILE",
        };
        var json = JsonTarget.Option();
        var command = new Command("verify", "Whether a bundle, or without one the journal, is as it was written, and what is wrong first. A desk may run meanwhile.") { bundle, journal, against, key, authority, json };
        command.Validators.Add(result =>
        {
            var isBundle = result.GetValue(bundle) is not null;
            if (isBundle && (result.GetValue(journal) ?? result.GetValue(against)) is not null)
            {
                result.AddError("--journal and --against are for the journal; leave BUNDLE out.");
            }

            if (!isBundle && (result.GetValue(key) ?? result.GetValue(authority)) is not null)
            {
                result.AddError("--key and --authority are for a bundle; name one.");
            }
        });
        command.SetAction((parsed, cancellation) => parsed.GetValue(bundle) is { } file
            ? Task.FromResult(Bundle(terminal, file, (parsed.GetValue(key), parsed.GetValue(authority)), parsed.GetValue(json), cancellation))
            : JournalAsync(terminal, parsed.GetValue(journal) ?? SqliteJournal.FolderIn(terminal.DataFolder), parsed.GetValue(against), parsed.GetValue(json), cancellation));
        return command;
    }

    private static int Bundle(Terminal terminal, string file, (string? Key, string? Authority) wanted, string? target, CancellationToken cancellation)
    {
        var found = BundleVerifier.Verify(file, new(wanted.Key, wanted.Authority), cancellation);
        Write(terminal, target, () => BundleScreen.Json(found), () => BundleScreen.Show(terminal, found));
        return found.IsWhole ? 0 : 1;
    }

    private static async Task<int> JournalAsync(Terminal terminal, string folder, string? against, string? target, CancellationToken cancellation)
    {
        var found = Verify(terminal, folder, cancellation);
        if (against is not null)
        {
            var differing = await SignedHead.DifferenceAsync(folder, against, cancellation).ConfigureAwait(false);
            found = differing is null ? found : found with { Findings = found.Findings.Add(differing) };
        }

        Write(terminal, target, () => Json(found), () => Show(terminal, found));
        return found.IsWhole ? 0 : 1;
    }

    private static void Write(Terminal terminal, string? target, Func<JsonObject> json, Action show)
    {
        if (target is not null)
        {
            JsonTarget.Write(terminal, target, json());
        }

        if (!JsonTarget.IsOutput(target))
        {
            show();
        }
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
        JournalFindingKind.SegmentDiffers => "segment-differs",
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
