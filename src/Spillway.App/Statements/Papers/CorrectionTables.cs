using System.Collections.Immutable;
using Spillway.App.Reports;
using Spillway.App.Reports.Html;
using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Statements.Papers;

/// <summary>Corrections of closed months on the page of the statement that tells them, a site's or a customer's.</summary>
internal static class CorrectionTables
{
    /// <summary>The heading they stand under.</summary>
    public const string Title = "Corrections of closed months";

    // The rest stands in the file of lines.
    private const int MostLines = 200;

    /// <summary>Writes what each comes to, the sum with the period's own total, and the lines that changed.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="corrections">Them; at least one.</param>
    /// <param name="own">The period's own total to the cent, and the currency.</param>
    /// <param name="positive">Who pays a positive amount.</param>
    public static void Write(HtmlWriter html, ImmutableArray<LandedCorrection> corrections, (Money Amount, string Currency) own, string positive)
    {
        HtmlTable.Write(html, new($"Amounts in {own.Currency}; positive = {positive}", ["month", "booked as", "lines", "causes and lines", own.Currency],
        [
            .. corrections.Select(one => ImmutableArray.Create(
                BookManifest.Text(one.Version.Of), $"version {one.Version.Number} of {BookManifest.Text(one.Version.Month)}", Shown.Count(one.Changes.Length), one.Because, Amount(one.Amount))),
            ["this period", "", "", "", Amount(own.Amount)],
            ["total with corrections", "", "", "", Amount(own.Amount + LandedCorrection.Sum(corrections))],
        ]) { TextColumns = [0, 1, 3], EndsInSum = true });
        HtmlTable.Write(html, new($"The lines that changed, exact, in {own.Currency}", ["line", "cause", "was", "is"],
        [
            .. corrections.SelectMany(static one => one.Changes).Take(MostLines).Select(static change => ImmutableArray.Create(
                change.Id.ToString(), LineCauses.Of(change.Cause), Said(change.Before), Said(change.After))),
        ]) { TextColumns = [0, 1, 2, 3] });
        var more = corrections.Sum(static one => one.Changes.Length) - MostLines;
        if (more > 0)
        {
            html.Leaf("p", $"{Shown.Count(more)} more stand in the file of lines.");
        }
    }

    private static string Said(StatementLine? line) => line is null ? "–" : $"{Shown.Plain(line.Quantity)} at {Shown.Plain(line.Price)} = {Shown.Plain(line.Amount.Value)}";

    private static string Amount(Money amount) => Shown.Number(amount.Value, "N2");
}
