using System.Collections.Immutable;
using System.Globalization;
using Spillway.App.Cli;
using Spillway.App.Reports;
using Spillway.App.Statements.Customers;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Statements.Books;

/// <summary>Shows a person what was booked and what it changed.</summary>
internal static class BookScreen
{
    private const int MostShown = 10;

    /// <summary>Writes it.</summary>
    public static void Show(Terminal terminal, BookVersion version, ImmutableArray<ChangedLine> changes)
    {
        var where = version.Of == version.Month ? "" : $" as a correction of {BookManifest.Text(version.Of)}, which is closed";
        WrappedText.Write(
            terminal.Output,
            Text($"Booked version {version.Number} ({BookKinds.Of(version.Kind)}) of {BookManifest.Text(version.Month)}{where}: {Shown.Number(LineAmount.ToCent(version.Amount).Value, "N2")} {version.Currency} in {changes.Length:N0} changed lines."),
            2,
            terminal.Width);
        if (changes.All(change => change.Before is null))
        {
            return;
        }

        foreach (var cause in changes.GroupBy(change => change.Cause).OrderBy(group => group.Key))
        {
            var sum = LineAmount.ToCent(new(cause.Sum(change => change.Amount.Value))).Value;
            terminal.Output.WriteLine(Text($"  {LineCauses.Of(cause.Key)}: {cause.Count():N0} lines, {Shown.Number(sum, "N2")} {version.Currency}"));
        }

        foreach (var change in changes.OrderByDescending(change => Math.Abs(change.Amount.Value)).Take(MostShown))
        {
            WrappedText.Write(terminal.Output, $"    {change.Id}: {Sentence(change)}", 6, terminal.Width);
        }
    }

    /// <summary>Writes what was booked of customers, a line each.</summary>
    public static void Show(Terminal terminal, ImmutableArray<BookedCustomer> customers)
    {
        foreach (var (contract, customer, version, changes) in customers)
        {
            var where = version.Of == version.Month ? "" : $" about {BookManifest.Text(version.Of)}";
            terminal.Output.WriteLine(Text(
                $"  {customer} under {contract}: version {version.Number} ({BookKinds.Of(version.Kind)}) of {BookManifest.Text(version.Month)}{where}, {changes.Length:N0} changed lines, owes {Shown.Number(version.Owed!.Value.Value, "N2")} {version.Currency}"));
        }
    }

    private static string Sentence(ChangedLine change) => change switch
    {
        { Before: { } before, After: { } after } => Text(
            $"{before.Quantity} at {before.Price} was {Amount(before)}, {after.Quantity} at {after.Price} is {Amount(after)} ({LineCauses.Of(change.Cause)})"),
        { After: { } after } => Text($"there was none, {after.Quantity} at {after.Price} is {Amount(after)} ({LineCauses.Of(change.Cause)})"),
        _ => Text($"{change.Before!.Quantity} at {change.Before.Price} was {Amount(change.Before)}, there is none ({LineCauses.Of(change.Cause)})"),
    };

    private static string Amount(StatementLine line) => Shown.Plain(LineAmount.ToCent(line.Amount).Value);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
