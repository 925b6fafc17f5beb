using Spillway.App.Cli;
using Spillway.App.Sites;
using Spillway.App.Statements.Books;
using Spillway.App.Statements.Papers;
using Spillway.Engine;
using Spillway.Engine.Sites.Contracts;

namespace Spillway.App.Statements.Customers;

/// <summary>Writes the statement of each hosted customer as files of its own.</summary>
internal static class CustomerFiles
{
    /// <summary>Refuses before the long work begins.</summary>
    /// <exception cref="RefusedException"><see cref="StatementErrors.NoCustomers"/>.</exception>
    public static void Check(SiteDefinition site, string? folder)
    {
        if (folder is not null && !site.Site.Contracts.OfType<HostingContract>().Any())
        {
            throw new RefusedException(StatementErrors.NoCustomers, $"--customers {folder}: {site.Site.Id} has no contract of kind 'hosting'.");
        }
    }

    /// <summary>Writes page, lines and JSON of each customer to a folder of its contract.</summary>
    /// <remarks>Where a version was booked that changes an earlier one, the lines it changes stand beside them.</remarks>
    public static void Write(Terminal terminal, string folder, SettledRange range, BookedStatements? booked, bool isQuiet)
    {
        foreach (var one in range.Customers)
        {
            var entry = booked?.Customers.First(entry => entry.Contract == one.Contract.Id && entry.Customer == one.Customer.Name);
            var customer = one with { Booked = entry?.Version, Corrections = entry is null || booked is null ? null : CustomerBooks.Corrections(booked.Book, (entry.Contract, entry.Customer), booked.Month) };
            var place = Path.Combine(folder, customer.Contract.Id.Text);
            Make(place);
            var name = Path.Combine(place, customer.Customer.Name);
            ResultFile.Write(name + ".html", output => CustomerPage.Write(customer, range.Site.Name, range.Site.TimeZone, output));
            ResultFile.Write(name + ".csv", output => LinesCsv.Write(customer.Statement, customer.Corrections, output));
            ResultFile.Write(name + ".json", output => output.Write(CustomerJson.Of(customer)));
            if (entry is { Version.Kind: not BookKind.Initial })
            {
                ResultFile.Write(name + ".difference.csv", output => DifferenceCsv.Write(entry.Version.Currency, entry.Changes, output));
            }

            if (!isQuiet)
            {
                terminal.Output.WriteLine($"{name}.html, .csv, .json: {customer.Customer.Name} owes {Reports.Shown.Number(customer.Owed.Value, "N2")} {customer.Statement.Currency}.");
                CorrectionScreen.Show(terminal, customer.Corrections ?? [], (customer.Owed, customer.Statement.Currency));
            }
        }
    }

    private static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(Backtests.BacktestErrors.CannotWrite, $"'{folder}': {cause.Message}", cause);
        }
    }
}
