using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Spillway.App.Composition;
using Spillway.App.Records;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Cli;

/// <summary><c>spillway replay</c>: whether the engine decides today what the journal says it decided then.</summary>
internal static class ReplayCommand
{
    public static Command Create(Terminal terminal)
    {
        var home = new Option<string?>("--home")
        {
            Description = "The data folder of the desk whose journal is replayed. Default: SPILLWAY_HOME, else ~/.spillway.",
            HelpName = "PATH",
        };
        var json = JsonTarget.Option();
        var command = new Command("replay", "Runs the journal's observations through the engine again: every step and every control pass must come out as recorded. A desk may run meanwhile.") { home, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var report = await ReplayAsync(terminal, parsed.GetValue(home) ?? terminal.DataFolder, cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, Json(report));
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                Show(terminal, report);
            }

            return report.Difference is null ? 0 : 1;
        });
        return command;
    }

    private static async Task<ReplayReport> ReplayAsync(Terminal terminal, string home, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(terminal);
        // Only what the drivers declare is asked of them; nothing is opened.
        using var drivers = new MinerDrivers(terminal.Time, TcpLimits.Default);
        using var replay = new JournalReplay(new PartStore(home), site => PlantOfSite.Of(site, drivers));
        var records = SqliteJournal.ReadBeside(SqliteJournal.FolderIn(home), 1, cancellation);
        return await replay.RunAsync(records, new Records(progress), cancellation).ConfigureAwait(false);
    }

    private static void Show(Terminal terminal, ReplayReport report)
    {
        terminal.Output.WriteLine(Text($"{report.Records} records: {report.Runs} runs, {report.Steps} steps and {report.Passes} control passes taken again."));
        terminal.Output.WriteLine($"recorded {report.DecisionHash}");
        terminal.Output.WriteLine($"replayed {report.ReplayedHash}");
        if (report.Difference is not { } difference)
        {
            terminal.Output.WriteLine(report.Runs > 0 ? "Equal." : "Equal: there is no run in it.");
            return;
        }

        terminal.Output.WriteLine(Text($"Differs first at record {difference.Number} ({InstantPattern.ExtendedIso.Format(difference.At)}), a {difference.Kind}:"));
        WrappedText.Write(terminal.Output, "recorded …" + difference.Recorded, 2, terminal.Width);
        WrappedText.Write(terminal.Output, "replayed …" + difference.Replayed, 2, terminal.Width);
        WrappedText.Write(terminal.Output, $"[{RecordErrors.Differs.Id}] {RecordErrors.Differs.Remedy}", 2, terminal.Width);
    }

    private static JsonObject Json(ReplayReport report) => new()
    {
        ["equal"] = report.Difference is null,
        ["records"] = report.Records,
        ["runs"] = report.Runs,
        ["steps"] = report.Steps,
        ["passes"] = report.Passes,
        ["decision_hash"] = report.DecisionHash,
        ["replayed_hash"] = report.ReplayedHash,
        ["difference"] = report.Difference is not { } difference ? null : new JsonObject
        {
            ["number"] = difference.Number,
            ["at_utc"] = InstantPattern.ExtendedIso.Format(difference.At),
            ["kind"] = difference.Kind,
            ["recorded"] = difference.Recorded,
            ["replayed"] = difference.Replayed,
        },
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Records(ProgressLine line) : IProgress<long>
    {
        public void Report(long value) => line.Show(Text($"{value} records taken again"));
    }
}
