using System.Globalization;
using Spillway.App.Cli;
using Spillway.App.Events;
using Spillway.App.Proofs;
using Spillway.App.Proofs.Keys;
using Spillway.App.Proofs.Verification;
using Spillway.App.Reports;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.App.Statements.Ledgers;
using Spillway.App.Statements.Papers;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Demo;

/// <summary>What a day leaves, made from its own journal as the commands <c>settle</c>, <c>events proof</c>, <c>prove</c> and
/// <c>verify</c> make it: the statement with its bridge, the proof of its order, and the signed bundle with the page that checks it.</summary>
internal sealed class DemoPapers(DemoScreen screen, string dataFolder, TimeProvider time)
{
    private const string StatementName = "statement.html";
    private const string EventName = "event.html";
    private const string BundleName = "day.proof";

    /// <summary>Makes the key that the day's bundle is signed with; the desk records it when it starts.</summary>
    public void MakeKey() => KeyRing.Open(dataFolder).Init(NodaTime.Instant.FromDateTimeOffset(time.GetUtcNow()));

    /// <summary>Settles the day, says what it came to, and writes its papers.</summary>
    /// <param name="site">The site.</param>
    /// <param name="siteFile">The file it was read from.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task WriteAsync(SiteDefinition site, string siteFile, DemoDay day, CancellationToken cancellation)
    {
        var first = day.Start.InZone(site.TimeZone).Date;
        var request = new SettleRequest(siteFile, [], [], [Path.Combine(dataFolder, DemoAwards.FileName)], null, first, first.PlusDays(1)) { Journal = dataFolder };
        using var ledger = await LedgerOfSite.ReadAsync(site, dataFolder, cancellation).ConfigureAwait(false);
        var loaded = SettleLoading.Load(site, request, dataFolder, ledger, cancellation);
        var settled = SettledRange.Of(site, loaded);
        screen.Say("");
        if (settled.Statement.SettledIntervals == 0)
        {
            screen.Say("No interval of the day has ended: there is nothing to settle and to prove.");
            return;
        }

        Money(settled);
        Charges(settled.Statement);
        Bridge(settled);
        screen.Say("");
        Paper("The day's statement with its bridge, a page:", StatementName, path => ResultFile.Write(path, output => StatementPage.Write(settled, output)));
        await ProveOrderAsync(cancellation).ConfigureAwait(false);
        await ProveAsync(loaded, siteFile, cancellation).ConfigureAwait(false);
    }

    private void Money(SettledRange settled)
    {
        var (statement, bridge) = (settled.Statement, settled.Bridge);
        var hours = (settled.Statement.Range.Duration * statement.SettledIntervals / (statement.SettledIntervals + statement.OpenIntervals)).TotalHours;
        var charges = statement.Total.Value < 0m
            ? $"and {Whole(new(-statement.Total.Value))} from power: what was bought ahead brings in more than is paid"
            : $"less {Whole(statement.Total)} of charges";
        var open = statement.OpenIntervals == 0 ? "" : Text($" {statement.OpenIntervals} of its intervals stand open.");
        screen.Say(Text($"Earned in {hours:0.##} h: {Whole(bridge.To)} {statement.Currency} = {Whole(statement.Production)} from hashing, {charges} for {Shown.Number(statement.Energy.Value, "N1")} MWh.{open}"), 2);
    }

    private void Charges(Statement statement)
    {
        Row("The statement", "contract", "MWh", $"{statement.Currency}, + is paid");
        foreach (var charge in ChargeTotal.Of(statement))
        {
            Row(ChargeNames.Of(charge.Charge), charge.Contract?.Text ?? "-", charge.Energy is { } energy ? Shown.Number(energy.Value, "N3") : "", Amount(charge.Amount));
        }

        Row("total", "", "", Amount(statement.Total));

        void Row(string charge, string contract, string energy, string amount) =>
            screen.Row($"  {charge,-20} {contract,-14} {energy,14} {amount,20}".TrimEnd());
    }

    private void Bridge(SettledRange settled)
    {
        var bridge = settled.Bridge;
        Row("Its bridge", $"{settled.Statement.Currency}, + is earned");
        Row(BridgeWords.AlwaysOn, Amount(bridge.From));
        foreach (var part in bridge.Parts)
        {
            Row(BridgeWords.Of(part.Kind), Amount(part.Amount));
        }

        Row(BridgeWords.Happened, Amount(bridge.To));

        void Row(string reason, string amount) => screen.Row($"  {reason,-35} {amount,35}");
    }

    private async Task ProveOrderAsync(CancellationToken cancellation)
    {
        var events = await JournalEvents.ReadAsync(dataFolder, time, null, cancellation).ConfigureAwait(false);
        if (events.All.IsEmpty)
        {
            screen.Say("No order was given: there is no event to prove.");
            return;
        }

        var proof = await events.ProofAsync(DemoDirector.OrderId, cancellation).ConfigureAwait(false);
        Paper("The proof of the order, a page:", EventName, path => ResultFile.Write(path, output => EventPage.Write(proof, null, output)));
    }

    private async Task ProveAsync(LoadedSettlement loaded, string siteFile, CancellationToken cancellation)
    {
        using var prover = await StatementProver.OpenAsync(dataFolder, time, cancellation).ConfigureAwait(false);
        var bundle = Path.Combine(dataFolder, BundleName);
        var proved = await prover.WriteAsync(bundle, loaded, new(siteFile, dataFolder), cancellation).ConfigureAwait(false);
        screen.Say(Text($"The statement with all it was made from, signed with the key {proved.Key}:"));
        screen.Row("  " + bundle);
        var found = BundleVerifier.Verify(bundle, new(proved.Key.Text, null), cancellation);
        screen.Say(found.IsWhole
            ? Text($"verify BUNDLE: ok, {found.Lines} lines recomputed, {found.Records} journal records, root {found.Root?[..16]}…")
            : Text($"verify BUNDLE: BROKEN, line {found.Faults[0].FileLine}: {found.Faults[0].What}"));
        Paper("Check it without this program: open this page and drop the bundle on it:", VerifyPage.FileName, path => ResultFile.Write(path, output => output.Write(VerifyPage.Text)));
    }

    private void Paper(string what, string name, Action<string> write)
    {
        var path = Path.Combine(dataFolder, name);
        write(path);
        screen.Say(what);
        screen.Row("  " + path);
    }

    private static string Whole(Money exact) => Shown.Number(exact.Value, "N0");

    private static string Amount(Money exact) => Shown.Number(LineAmount.ToCent(exact).Value, "N2");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
