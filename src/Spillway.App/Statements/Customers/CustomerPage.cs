using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Reports;
using Spillway.App.Reports.Html;
using Spillway.App.Statements.Books;
using Spillway.App.Statements.Papers;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Statements.Customers;

/// <summary>A customer's statement as one self-contained page.</summary>
public static class CustomerPage
{
    /// <summary>Writes the page; the same statement gives the same bytes.</summary>
    /// <param name="customer">What to show.</param>
    /// <param name="site">The site's name for people.</param>
    /// <param name="zone">Where local days are.</param>
    /// <param name="output">Where to.</param>
    public static void Write(CustomerStatement customer, string site, DateTimeZone zone, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(output);
        var statement = customer.Statement;
        var last = (statement.Range.End - Duration.Epsilon).InZone(zone).Date;
        var html = new HtmlWriter(output);
        HtmlPage.Begin(html, $"{customer.Customer.Name} at {site}: {Shown.Day(statement.Range.Start.InZone(zone).Date)} to {Shown.Day(last)}");
        Headline(html, customer);
        HtmlPage.Section(html, "owed", "What is owed", () => HtmlTable.Write(html, Parts(customer)));
        if (customer.Corrections is { IsEmpty: false } corrections)
        {
            HtmlPage.Section(html, "corrections", CorrectionTables.Title, () => CorrectionTables.Write(html, corrections, (customer.Owed, statement.Currency), "the customer pays"));
        }

        HtmlPage.Section(html, "days", "Day by day", () => HtmlTable.Write(html, Days(customer, zone)));
        HtmlPage.Section(html, "agreed", "What was agreed", () => HtmlPage.List(html, [
            $"{customer.Contract.Id.Text}: {CustomerWords.Basis(customer.Contract, statement.Currency)}.",
            .. CustomerWords.Credits(customer.Contract, statement.Currency),
            .. statement.Notes.Select(static note => note.ToString()),
            .. customer.Booked is { } version ? [CustomerWords.Version(version)] : ImmutableArray<string>.Empty,
            "Every line is a quantity at a price and stands in the file of lines beside this page. What is owed differs from their exact sum by less than a cent.",
        ]));
        HtmlPage.Section(html, "inputs", "What was read", () => HtmlTable.Write(html, Inputs(statement)));
        HtmlPage.End(html, "");
    }

    private static void Headline(HtmlWriter html, CustomerStatement customer)
    {
        var (statement, owed) = (customer.Statement, customer.Owed.Value);
        html.Open("dl", ("class", "facts"));
        HtmlPage.Fact(html, owed < 0m ? "To be paid to the customer" : "To be paid by the customer", $"{Shown.Number(Math.Abs(owed), "N2")} {statement.Currency}");
        if (customer.Corrections is { IsEmpty: false } corrections)
        {
            HtmlPage.Fact(html, "With corrections of closed months", $"{Shown.Number((customer.Owed + LandedCorrection.Sum(corrections)).Value, "N2")} {statement.Currency}");
        }

        HtmlPage.Fact(html, "Energy delivered", $"{Shown.Number(customer.Delivered.Value, "N3")} MWh");
        HtmlPage.Fact(html, "Energy contracted", $"{Shown.Number(customer.Contracted.Value, "N3")} MWh at {Shown.Plain(customer.Customer.Contracted.Value)} MW");
        HtmlPage.Fact(html, "Share", CustomerWords.Share(customer.Customer));
        HtmlPage.Fact(html, "Price", CustomerWords.Basis(customer.Contract, statement.Currency));
        HtmlPage.Fact(html, "Intervals settled, open", $"{Shown.Count(statement.SettledIntervals)}, {Shown.Count(statement.OpenIntervals)}");
        html.Close();
    }

    private static ReportTable Parts(CustomerStatement customer) => new(
        $"Amounts in {customer.Statement.Currency}; positive = the customer pays", ["part", "MWh", customer.Statement.Currency],
        [
            .. CustomerWords.Parts(customer).Select(part => ImmutableArray.Create(
                part.Words, part.Energy is { } energy ? Shown.Number(energy, "N3") : "", Shown.Number(LineAmount.ToCent(part.Amount).Value, "N2"))),
            ["owed", "", Shown.Number(customer.Owed.Value, "N2")],
        ]);

    private static ReportTable Days(CustomerStatement customer, DateTimeZone zone) => new(
        "Local days; a credit for a month stands on the day it begins", ["day", "MWh delivered", customer.Statement.Currency],
        [
            .. customer.Statement.Lines.GroupBy(line => line.Span.Start.InZone(zone).Date).OrderBy(day => day.Key).Select(day => ImmutableArray.Create(
                Shown.Day(day.Key),
                Shown.Number(day.Where(line => line.Id.Component == LineComponent.Share).Sum(line => line.Quantity), "N3"),
                Shown.Number(LineAmount.ToCent(new(day.Sum(line => line.Amount.Value))).Value, "N2"))),
        ]);

    private static ReportTable Inputs(Statement statement) => new(
        "The files, and the SHA-256 of each", ["file", "SHA-256"],
        [.. statement.Sources.Select(source => ImmutableArray.Create(source.Name, source.Sha256))]) { TextColumns = [0, 1] };
}
