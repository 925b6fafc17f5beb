using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Sites.Contracts;

/// <summary>Reads hosting contracts.</summary>
internal static class HostingReader
{
    private const int ShareDecimals = 9;

    /// <summary>Reads the contract.</summary>
    /// <param name="section">Its keys.</param>
    /// <param name="loads">The load groups.</param>
    /// <param name="terms">What every contract has.</param>
    /// <returns>The contract.</returns>
    public static HostingContract Read(SiteSection section, ImmutableArray<LoadGroup> loads, ContractTerms terms)
    {
        var (pricedBy, price) = Price(section);
        var share = section.Number("curtailment_share_ratio", 0m);
        if (share > 0m && pricedBy != HostingPrice.Fixed)
        {
            throw section.Refuse(SiteFileErrors.Contradiction, "curtailment_share_ratio", $"{section.Full("curtailment_share_ratio")} shares what energy fetched above the fixed price, and {section.Full("price_basis")} is '{section.Word("price_basis")}'.");
        }

        var uptime = section.OptionalNumber("uptime_ratio");
        return new(terms.Id, Customers(section, loads), pricedBy, price)
        {
            Term = terms.Term,
            Rounding = terms.Rounding,
            CurtailmentCredit = new(section.Number("curtailment_credit_usd_per_mwh", 0m)),
            CurtailmentShare = new(share),
            Uptime = new(uptime ?? 0m),
            UptimeCredit = new(uptime is null
                ? section.Number("uptime_credit_usd_per_mwh") is null ? 0m : throw section.Refuse(SiteFileErrors.Contradiction, "uptime_credit_usd_per_mwh", $"{section.Full("uptime_credit_usd_per_mwh")} is given without uptime_ratio: nothing is promised that it could be credited for.")
                : section.Number("uptime_credit_usd_per_mwh") ?? throw section.Missing("uptime_credit_usd_per_mwh", $"uptime_ratio promises something, and this says what a missing MWh is credited with")),
        };
    }

    private static (HostingPrice PricedBy, EnergyPrice Price) Price(SiteSection section)
    {
        var basis = section.Word("price_basis");
        var (wanted, other, pricedBy) = basis switch
        {
            "fixed" => ("price_usd_per_mwh", "margin_usd_per_mwh", HostingPrice.Fixed),
            "cost-plus" => ("margin_usd_per_mwh", "price_usd_per_mwh", HostingPrice.CostPlus),
            _ => ("", section.Has("price_usd_per_mwh") ? "price_usd_per_mwh" : "margin_usd_per_mwh", HostingPrice.PassThrough),
        };
        if (section.Has(other))
        {
            throw section.Refuse(SiteFileErrors.Contradiction, other, $"{section.Full(other)} does not belong to 'price_basis: {basis}'.");
        }

        return wanted.Length == 0
            ? (pricedBy, EnergyPrice.Zero)
            : (pricedBy, new(section.Number(wanted) ?? throw section.Missing(wanted, $"'price_basis: {basis}' is priced by it")));
    }

    private static ImmutableArray<HostedCustomer> Customers(SiteSection section, ImmutableArray<LoadGroup> loads)
    {
        var site = loads.Sum(Nameplate);
        var customers = ImmutableArray.CreateBuilder<HostedCustomer>();
        var taken = new Dictionary<string, decimal>();
        foreach (var entry in section.List("customers"))
        {
            var name = entry.Name("customer");
            if (customers.Any(other => other.Name == name))
            {
                throw entry.Refuse(SiteFileErrors.DuplicateId, "customer", $"{entry.Full("customer")} is '{name}', which an earlier customer of the contract has already.");
            }

            var group = Group(entry, loads);
            var share = entry.RequiredNumber("share_ratio");
            taken[group.Id.Text] = taken.GetValueOrDefault(group.Id.Text) + share;
            if (taken[group.Id.Text] > 1m)
            {
                throw entry.Refuse(SiteFileErrors.Contradiction, "share_ratio", $"{section.Shown}: the customers' shares of group '{group.Id}' add up to {PlainNumber.Write(taken[group.Id.Text])}, more than all of it.");
            }

            var meter = entry.Text("meter");
            var counted = meter is null ? Math.Round(share * Nameplate(group) / site, ShareDecimals, MidpointRounding.AwayFromZero) : share;
            customers.Add(new(name, new(share * Nameplate(group)), new(counted), meter) { Group = group.Id, Machines = new(share) });
        }

        return customers.DrainToImmutable();
    }

    private static LoadGroup Group(SiteSection entry, ImmutableArray<LoadGroup> loads)
    {
        var name = entry.Word("group");
        return loads.FirstOrDefault(load => load.Id.Text == name) ?? throw entry.Unknown("group", name, loads.Select(load => load.Id.Text));
    }

    private static decimal Nameplate(LoadGroup group) => group.Power(group.NormalModeIndex, group.Machines).Value;
}
