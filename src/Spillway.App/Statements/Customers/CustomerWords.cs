using System.Collections.Immutable;
using System.Globalization;
using NodaTime.Text;
using Spillway.App.Reports;
using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Statements.Customers;

/// <summary>What a customer's statement says in words, and the parts that its lines add up to.</summary>
internal static class CustomerWords
{
    private static readonly ImmutableArray<(string Name, string Words, Func<StatementLine, bool> IsMeant)> _parts =
    [
        ("energy", "Energy delivered", line => line.Id.Component == LineComponent.Share),
        ("margin", "Margin on it", line => line.Id.Component == LineComponent.Adder),
        ("curtailment-credit", "Credit for energy not delivered", line => line.Id.Component == LineComponent.Credit && !IsShared(line)),
        ("curtailment-share", "Share of what that energy fetched", line => line.Id.Component == LineComponent.Credit && IsShared(line)),
        ("uptime-credit", "Credit for months below the promise", line => line.Id.Component == LineComponent.Penalty),
    ];

    /// <summary>The parts that have a line.</summary>
    public static IEnumerable<(string Name, string Words, decimal? Energy, Money Amount)> Parts(CustomerStatement customer)
    {
        foreach (var (name, words, isMeant) in _parts)
        {
            StatementLine[] lines = [.. customer.Statement.Lines.Where(isMeant)];
            if (lines.Length > 0)
            {
                // The two lines of a share in the market's price are about the same energy.
                decimal? energy = name == "curtailment-share" ? null : Math.Abs(lines.Sum(line => line.Quantity));
                yield return (name, words, energy, new(lines.Sum(line => line.Amount.Value)));
            }
        }
    }

    /// <summary>What a MWh costs.</summary>
    public static string Basis(HostingContract contract, string currency) => contract.PricedBy switch
    {
        HostingPrice.Fixed => $"{Shown.Plain(contract.Price.Value)} {currency} a MWh, fixed",
        HostingPrice.PassThrough => "The real-time price of metered load, as it is",
        _ => $"The real-time price of metered load and {Shown.Plain(contract.Price.Value)} {currency} a MWh",
    };

    /// <summary>The name of the price basis, as the site file writes it.</summary>
    public static string Basis(HostingPrice priced) => priced switch
    {
        HostingPrice.Fixed => "fixed",
        HostingPrice.PassThrough => "pass-through",
        _ => "cost-plus",
    };

    /// <summary>The credits that were agreed, a sentence each.</summary>
    public static IEnumerable<string> Credits(HostingContract contract, string currency)
    {
        if (contract.CurtailmentCredit != EnergyPrice.Zero)
        {
            yield return $"Each contracted MWh that was not delivered is credited with {Shown.Plain(contract.CurtailmentCredit.Value)} {currency}.";
        }

        if (contract.CurtailmentShare > Ratio.Zero)
        {
            yield return Text($"{contract.CurtailmentShare.Value:P0} of what such a MWh fetched in the market above the fixed price is credited.");
        }

        if (contract.Uptime > Ratio.Zero)
        {
            yield return Text($"{contract.Uptime.Value:P1} of the contracted energy of a month is promised; each MWh below it is credited with {contract.UptimeCredit.Value} {currency}.");
        }
    }

    /// <summary>Which version of the customer's book a statement is.</summary>
    public static string Version(BookVersion version) => Text(
        $"This is version {version.Number} ({BookKinds.Of(version.Kind)}) in the book of {BookManifest.Text(version.Month)}, booked {InstantPattern.General.Format(version.BookedAt)}; earlier versions stay as they were sent.");

    /// <summary>Its share of the machines and of what is metered.</summary>
    public static string Share(HostedCustomer customer)
    {
        var machines = customer.Group is { } group ? Text($"{customer.Machines.Value:P1} of the machines of {group}, ") : "";
        var meter = customer.Meter is { } own ? Text($"{customer.Share.Value:P1} of what sub-meter {own} counts") : Text($"{customer.Share.Value:P1} of what the site's meter counts");
        return machines + meter;
    }

    private static bool IsShared(StatementLine line) => line.Id.Item.Contains(':', StringComparison.Ordinal);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
