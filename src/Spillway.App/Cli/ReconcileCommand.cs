using System.CommandLine;
using System.Globalization;
using System.Xml;
using Spectre.Console;
using Spillway.App.Reconciliations;
using Spillway.App.Reports;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.App.Statements.Ledgers;
using Spillway.Engine.Settlements.Reconciliations;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Cli;

/// <summary><c>spillway reconcile</c>: a bill held against our own statement, line by line.</summary>
internal static class ReconcileCommand
{
    private const int MostShown = 20;

    public static Command Create(Terminal terminal)
    {
        var settle = new SettleOptions();
        var bill = new Option<string>("--bill") { Description = "The bill: CSV, xlsx, or ERCOT's statement of a day as XML.", HelpName = "FILE", Required = true };
        var mapping = new Option<string>("--mapping") { Description = "What the bill's columns and codes mean (docs/reference/bill-mapping.md).", HelpName = "FILE", Required = true };
        var earlier = new Option<string[]>("--earlier-prices") { Description = "Prices that were published and do not stand any more: a bill made with them is told from a wrong one. May be given several times.", HelpName = "PATH" };
        var dispute = new Option<string?>("--dispute") { Description = "Write what is to be disputed, with the evidence, to FILE: CSV, or where its name ends in .xml in the shape of ERCOT's disputes.", HelpName = "FILE" };
        var json = JsonTarget.Option();
        var command = new Command("reconcile", "A bill held against our own statement line by line: what differs, why, and a dispute file.")
        {
            settle.SiteFile, bill, mapping, settle.Prices, settle.Meter, settle.Journal, settle.Awards, settle.Hashprice, settle.From, settle.To, settle.Rules, earlier, json, dispute,
        };
        settle.AllowSeveral();
        settle.WantReadings(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var request = settle.Request(parsed);
            var billed = new BilledRequest(parsed.GetRequiredValue(bill), parsed.GetRequiredValue(mapping), [.. parsed.GetValue(earlier) ?? []]);
            var targets = new OutputTargets([("--json", parsed.GetValue(json)), ("--dispute", parsed.GetValue(dispute))]);
            targets.Check([request.SiteFile, billed.Bill, billed.Mapping, .. request.Prices, .. request.Meters, .. request.Awards, .. billed.EarlierPrices]);
            var site = SiteFile.Read(request.SiteFile, RuleLibrary.Open(terminal.DataFolder, request.RulesFolder));
            using var progress = new ProgressLine(terminal);
            progress.Show("reading bill, meters and prices");
            using var ledger = request.Journal is { } home ? await LedgerOfSite.ReadAsync(site, home, request, cancellation).ConfigureAwait(false) : null;
            var reconciled = BillReconciliation.Of(site, billed, () => SettleLoading.Load(site, request, terminal.DataFolder, ledger, cancellation), cancellation);
            progress.Dispose();
            Write(terminal, targets, site, reconciled);
            return 0;
        });
        return command;
    }

    private static void Write(Terminal terminal, OutputTargets targets, SiteDefinition site, BillReconciliation reconciled)
    {
        if (targets["--json"] is { } json)
        {
            JsonTarget.Write(terminal, json, ReconciliationJson.Of(reconciled));
        }

        if (targets["--dispute"] is { } dispute)
        {
            ResultFile.Write(terminal, dispute, output => Dispute(dispute, site, reconciled, output));
        }

        if (!targets.TakeOutput)
        {
            Show(terminal, reconciled);
            foreach (var (what, name) in new[] { ("JSON", targets["--json"]), ("Dispute", targets["--dispute"]) })
            {
                if (name is not null)
                {
                    terminal.Output.WriteLine($"{what}: {name}");
                }
            }
        }
    }

    private static void Dispute(string name, SiteDefinition site, BillReconciliation reconciled, TextWriter output)
    {
        if (!name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
        {
            DisputeCsv.Write(reconciled, output);
            return;
        }

        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true });
        ErcotDisputes.Of(reconciled, site.TimeZone).Save(xml);
    }

    private static void Show(Terminal terminal, BillReconciliation reconciled)
    {
        var (statement, bill, found) = reconciled;
        terminal.Output.WriteLine(Text($"{bill.Source.Name}: {bill.Lines.Length:N0} lines, {Amount(found.Bill)} {statement.Currency}; ours {Amount(found.Ours)}; bill less ours {Amount(found.Difference)}."));
        terminal.Output.WriteLine(Text($"{found.MatchedPlaces:N0} places agree within tolerance ({Amount(found.Tolerated)} in all), {found.Variances.Length:N0} do not."));
        if (found.Variances.Length > 0)
        {
            terminal.Tables().Write(Classes(reconciled));
        }

        foreach (var variance in found.Variances.Take(MostShown))
        {
            var scope = variance.Scope;
            WrappedText.Write(
                terminal.Output,
                Text($"{variance.Span.Start} {VarianceNames.Of(variance.Class)}, {ChargeNames.Of(scope.Charge)}{(scope.Contract is { } contract ? " " + contract.Text : "")}: {Amount(variance.Difference)}. {variance.Because}"),
                2,
                terminal.Width);
        }

        if (found.Variances.Length > MostShown)
        {
            terminal.Output.WriteLine(Text($"… and {found.Variances.Length - MostShown:N0} more: --json or --dispute lists all."));
        }

        foreach (var (code, (rows, amount)) in bill.Ignored)
        {
            terminal.Output.WriteLine(Text($"Set aside by the mapping: {code}, {rows:N0} rows, {Amount(amount)} {statement.Currency}."));
        }

        if (found.OutsideLines > 0)
        {
            terminal.Output.WriteLine(Text($"Outside the bill, which ends {bill.Range.End} and begins {bill.Range.Start}: {found.OutsideLines:N0} lines of ours, {Amount(found.Outside)} {statement.Currency}. Nothing was compared there."));
        }

        if (found.UncoveredLines > 0)
        {
            terminal.Output.WriteLine(Text($"Not covered by the mapping: {found.UncoveredLines:N0} lines of ours, {Amount(found.Uncovered)} {statement.Currency}."));
        }
    }

    private static Table Classes(BillReconciliation reconciled)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("class");
        table.AddColumn(new TableColumn("places").RightAligned().NoWrap());
        table.AddColumn(new TableColumn($"bill less ours, {reconciled.Statement.Currency}").RightAligned().NoWrap());
        foreach (var (found, places, difference) in reconciled.Found.ByClass)
        {
            table.AddRow(VarianceNames.Of(found), Shown.Number(places, "N0"), Amount(difference));
        }

        return table;
    }

    private static string Amount(Money exact) => Shown.Number(LineAmount.ToCent(exact).Value, "N2");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
