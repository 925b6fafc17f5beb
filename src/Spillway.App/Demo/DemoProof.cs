using System.Globalization;
using System.Text.Json.Nodes;
using Spillway.App.Composition;
using Spillway.App.Records;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Spillway.Journal.Proof;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Demo;

/// <summary>What is shown when the day is over: the evidence of its order, and that the journal is whole and decides the same again.</summary>
internal sealed class DemoProof(DemoScreen screen, string dataFolder, TimeProvider time)
{
    /// <summary>Says what the evidence says, and checks the journal.</summary>
    public async Task ShowAsync(CancellationToken cancellation)
    {
        foreach (var file in Evidence())
        {
            var measured = JsonNode.Parse(await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false))!["measured"]!;
            var kept = measured["kept"] is JsonValue known && known.GetValue<bool>();
            screen.Say(Text($"Evidence: promise {(kept ? "kept" : "not kept")}, {(decimal?)measured["before_mw"]:0.00} MW before, {(decimal?)measured["least_within_deadline_mw"]:0.00} MW within the deadline, by the meter"), 2);
            screen.Say("  " + file, 2);
        }

        var verified = JournalVerifier.Verify(SqliteJournal.FolderIn(dataFolder), null, cancellation);
        screen.Say(verified.IsWhole
            ? Text($"verify: ok, {verified.Records} records, head {verified.Head?.Hash.ToString()[..16]}…")
            : Text($"verify: BROKEN, {verified.Findings.Length} findings in {verified.Records} records"));
    }

    /// <summary>Has the journal's decisions taken again.</summary>
    /// <returns>What came of it, in a sentence.</returns>
    public async Task<string> ReplayAsync(CancellationToken cancellation)
    {
        using var drivers = new MinerDrivers(time, TcpLimits.Default);
        using var replay = new JournalReplay(new PartStore(dataFolder), site => PlantOfSite.Of(site, drivers));
        var report = await replay.RunAsync(SqliteJournal.ReadBeside(SqliteJournal.FolderIn(dataFolder), 1, cancellation), null, cancellation).ConfigureAwait(false);
        return report.Difference is null
            ? Text($"replay: equal, {report.Steps} steps and {report.Passes} control passes decided again")
            : Text($"replay: DIFFERS at record {report.Difference.Number}");
    }

    private IEnumerable<string> Evidence()
    {
        var folder = Path.Combine(dataFolder, EvidenceBook.Folder);
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal) : [];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
