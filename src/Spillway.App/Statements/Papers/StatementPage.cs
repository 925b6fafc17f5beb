using System.Collections.Immutable;
using System.Globalization;
using Spillway.App.Reports;
using Spillway.App.Reports.Charts;
using Spillway.App.Reports.Html;
using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Bridges;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Statements.Papers;

/// <summary>A statement as one self-contained page: it asks nothing of any other file or machine and reads on paper.</summary>
public static class StatementPage
{
    private static readonly ImmutableArray<string> _rules =
    [
        "Every line is a quantity at a price, rounded as its clause says; positive amounts are paid by the site, negative ones to it.",
        "Metered energy is priced at the real-time price of the physical settlement point, positions at that of the financial one.",
        "What was bought ahead is owed in full at its price and is worth the real-time price of its interval, drawn or not.",
        "An interval without a meter reading or without a price is open: no charge has a line for it, and it is in no total.",
        "Power credits are what blocks earned above their price on energy that was not drawn; they are in the blocks' charges already.",
        "Sums are exact decimals; each is rounded to the cent once, halves away from zero.",
    ];

    /// <summary>Writes the page; the same statement gives the same bytes.</summary>
    /// <param name="range">What to show.</param>
    /// <param name="output">Where to.</param>
    public static void Write(SettledRange range, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(output);
        var (site, statement) = (range.Site, range.Statement);
        var last = (statement.Range.End - NodaTime.Duration.Epsilon).InZone(site.TimeZone).Date;
        var html = new HtmlWriter(output);
        var first = statement.Range.Start.InZone(site.TimeZone).Date;
        HtmlPage.Begin(html, $"{site.Name}: statement of {Shown.Day(first)}{(last > first ? $" to {Shown.Day(last)}" : "")}");
        Headline(html, range);
        HtmlPage.Section(html, "bridge", "From always-on to what happened", () => Bridge(html, range));
        HtmlPage.Section(html, "plan", "From plan to what happened", () => Plan(html, range));
        HtmlPage.Section(html, "charges", "Charges", () => HtmlTable.Write(html, Charges(statement)));
        if (range.Corrections is { IsEmpty: false } corrections)
        {
            HtmlPage.Section(html, "corrections", CorrectionTables.Title, () => CorrectionTables.Write(html, corrections, (LineAmount.ToCent(statement.Total), statement.Currency), "the site pays"));
        }

        HtmlPage.Section(html, "production", "Production", () => HtmlTable.Write(html, Groups(statement)));
        HtmlPage.Section(html, "days", "Day by day", () => HtmlTable.Write(html, Days(range)));
        HtmlPage.Section(html, "notes", "What must be known", () => HtmlPage.List(html, statement.Notes.IsEmpty ? ["Nothing: every interval is settled from actual readings."] : [.. statement.Notes.Select(static note => note.ToString())]));
        HtmlPage.Section(html, "inputs", "What was read", () => HtmlTable.Write(html, Inputs(statement)));
        HtmlPage.Section(html, "arithmetic", "The arithmetic", () => HtmlPage.List(html, _rules));
        HtmlPage.End(html, "");
    }

    private static void Headline(HtmlWriter html, SettledRange range)
    {
        var (statement, net) = (range.Statement, range.Bridge.To);
        html.Open("dl", ("class", "facts"));
        HtmlPage.Fact(html, statement.Total.Value < 0m ? "Charges: the site is paid" : "Charges: the site pays", $"{Amount(new(Math.Abs(statement.Total.Value)))} {statement.Currency}");
        if (range.Corrections is { IsEmpty: false } corrections)
        {
            HtmlPage.Fact(html, "Corrections of closed months", $"{Amount(LandedCorrection.Sum(corrections))} {statement.Currency}");
            HtmlPage.Fact(html, "Charges with corrections", $"{Amount(LineAmount.ToCent(statement.Total) + LandedCorrection.Sum(corrections))} {statement.Currency}");
        }

        HtmlPage.Fact(html, "Production revenue", $"{Amount(statement.Production)} {statement.Currency}");
        HtmlPage.Fact(html, "Production less charges", $"{Amount(net)} {statement.Currency}");
        HtmlPage.Fact(html, "Metered energy", $"{Energy(statement.Energy)} MWh");
        HtmlPage.Fact(html, "Power credits, within the charges", $"{Amount(statement.PowerCredits)} {statement.Currency}");
        HtmlPage.Fact(html, "Intervals settled, open", $"{Shown.Count(statement.SettledIntervals)}, {Shown.Count(statement.OpenIntervals)}");
        if (statement.OpenIntervals > 0)
        {
            HtmlPage.Fact(html, "Take-or-pay of open intervals, in no total", UnsettledWords.Of(statement));
        }

        HtmlPage.Fact(html, "Period", $"{Shown.Local(statement.Range.Start, range.Site.TimeZone)} to {Shown.Local(statement.Range.End, range.Site.TimeZone)}, {range.Site.TimeZone.Id}");
        html.Close();
    }

    private static void Bridge(HtmlWriter html, SettledRange range)
    {
        Bridge(
            html,
            range.Statement.Currency,
            range.Bridge,
            "From the net of a site that is always on to what happened, reason by reason; the table below has the same figures",
            (BridgeWords.AlwaysOn, "Everything in normal mode as far as the import limit lets it, priced in real time.", "Production revenue less all charges."));
        if (!range.NextCharge.IsEmpty)
        {
            HtmlTable.Write(html, new(NextChargeWords.Caption, ["peak", "contract", "charge year", range.Statement.Currency, "why"],
            [
                .. range.NextCharge.Select(peak => ImmutableArray.Create(
                    Shown.Local(peak.Start, range.Site.TimeZone), peak.Contract.Text, peak.ChargeYear.ToString(CultureInfo.InvariantCulture), NextChargeWords.Amount(peak), peak.Because)),
            ]) { TextColumns = [0, 1, 2, 4] });
        }
    }

    private static void Plan(HtmlWriter html, SettledRange range)
    {
        if (range.Plan is not { } plan)
        {
            html.Leaf("p", BridgeWords.NotPlanned);
            return;
        }

        Bridge(
            html,
            range.Statement.Currency,
            plan.Bridge,
            "From what the desk planned to what happened, reason by reason; the table below has the same figures",
            (BridgeWords.Planned, "What each interval was decided to draw, at the price expected then.", "Production less real-time energy."));
        html.Leaf("p", BridgeWords.Reach(plan));
    }

    private static void Bridge(HtmlWriter html, string currency, Bridge bridge, string caption, (string From, string Start, string End) words)
    {
        WaterfallChart.Write(
            html,
            caption,
            currency,
            (words.From, (double)bridge.From.Value),
            [.. bridge.Parts.Select(part => (BridgeWords.Of(part.Kind), (double)part.Amount.Value))],
            (BridgeWords.Happened, (double)bridge.To.Value));
        HtmlTable.Write(html, new($"Each reason in {currency}; positive adds to what the site earns; the rows sum exactly", ["reason", currency, "why"],
        [
            [words.From, Amount(bridge.From), words.Start],
            .. bridge.Parts.Select(part => ImmutableArray.Create(BridgeWords.Of(part.Kind), Amount(part.Amount), part.Because)),
            [BridgeWords.Happened, Amount(bridge.To), words.End],
        ]) { TextColumns = [0, 2], EndsInSum = true });
    }

    private static ReportTable Charges(Statement statement) => new(
        $"Amounts in {statement.Currency}; positive = the site pays", ["charge", "contract", "MWh", "lines", statement.Currency],
        [
            .. ChargeTotal.Of(statement).Select(charge => ImmutableArray.Create(
                ChargeNames.Of(charge.Charge),
                charge.Contract?.Text ?? "–",
                charge.Energy is { } energy ? Energy(energy) : "",
                Shown.Count(charge.Lines),
                Amount(charge.Amount))),
            ["total", "", "", Shown.Count(statement.Lines.Length), Amount(statement.Total)],
        ]) { TextColumns = [0, 1], EndsInSum = true };

    private static ReportTable Groups(Statement statement) => new(
        "What each load group drew and produced", ["group", "MWh", "of it restarting, MWh", $"revenue, {statement.Currency}", "energy known"],
        [
            .. statement.Groups.Select(group => ImmutableArray.Create(
                group.Group.Text, Energy(group.Energy), Energy(group.Restart), Amount(group.Revenue), GradeNames.Of(group.Grade))),
        ]) { TextColumns = [0, 4] };

    private static ReportTable Days(SettledRange range) => new(
        $"Local days; amounts in {range.Statement.Currency}, positive = the site pays", ["day", "settled", "open", "MWh", range.Statement.Currency],
        [
            .. DayTotal.Of(range).Select(day => ImmutableArray.Create(
                Shown.Day(day.Day), Shown.Count(day.Settled), Shown.Count(day.Open), Energy(day.Energy), Amount(day.Amount))),
        ]);

    private static ReportTable Inputs(Statement statement) => new(
        "The files, and the SHA-256 of each", ["file", "form", "SHA-256"],
        [.. statement.Sources.Select(source => ImmutableArray.Create(source.Name, source.Form, source.Sha256))]) { TextColumns = [0, 1, 2] };

    private static string Amount(Money exact) => Shown.Number(LineAmount.ToCent(exact).Value, "N2");

    private static string Energy(MegawattHours energy) => Shown.Number(energy.Value, "N3");
}
