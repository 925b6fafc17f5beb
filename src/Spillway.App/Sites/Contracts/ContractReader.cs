using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites.Contracts;

namespace Spillway.App.Sites.Contracts;

/// <summary>Reads the contracts of a site file: what all of them have here, the rest in one reader a kind.</summary>
internal static class ContractReader
{
    /// <summary>Reads the contracts.</summary>
    /// <param name="top">The top of the file.</param>
    /// <param name="setting">What they are read against.</param>
    /// <returns>The contracts in file order, and the programmes among them that pay by a baseline.</returns>
    public static (ImmutableArray<IContract> Contracts, ImmutableArray<BaselineProgramme> Programmes) Read(SiteSection top, ContractSetting setting)
    {
        var programmes = ImmutableArray.CreateBuilder<BaselineProgramme>();
        var contracts = new List<(SiteSection Section, IContract Contract)>();
        foreach (var section in top.ListByKind("contracts", SiteKeys.ContractKinds))
        {
            var id = section.Name("id");
            if (contracts.Exists(other => other.Contract.Id.Text == id))
            {
                throw section.Refuse(SiteFileErrors.DuplicateId, "id", $"{section.Full("id")} is '{id}', which an earlier contract has already.");
            }

            section.Shown = $"contracts[{id}]";
            var contract = Contract(section, setting, id);
            contracts.Add((section, contract));
            if (contract is EmergencyResponse response && BaselineReader.Read(section, response) is { } programme)
            {
                programmes.Add(programme);
            }
        }

        ContractChecks.Check(contracts, setting);
        return ([.. contracts.Select(static one => one.Contract)], programmes.DrainToImmutable());
    }

    private static IContract Contract(SiteSection section, ContractSetting setting, string id)
    {
        var kind = section.Word("kind");
        var own = section.Word("currency", setting.Currency);
        if (own != setting.Currency)
        {
            throw section.Refuse(SiteFileErrors.Contradiction, "currency", $"{section.Full("currency")} is '{own}' and the site's currency is '{setting.Currency}'.");
        }

        var terms = Terms(section, setting.Zone, id);
        return kind switch
        {
            "fixed-block" => PositionReader.Block(section, setting, terms),
            "trade" => PositionReader.Trade(section, setting, terms),
            "index" => RetailReader.Index(section, terms),
            "delivery" => RetailReader.Delivery(section, terms),
            "day-ahead" => new DayAheadContract(terms.Id) { Term = terms.Term, Rounding = terms.Rounding },
            "ancillary" => ServiceReader.Ancillary(section, setting.Market.Value, terms),
            "emergency-response" => ServiceReader.Emergency(section, setting, terms),
            "coincident-peak" => PeakReader.Read(section, setting.Market.Value, terms),
            "hosting" => HostingReader.Read(section, setting.Loads, terms),
            _ => PoolReader.Read(section, terms),
        };
    }

    private static ContractTerms Terms(SiteSection section, DateTimeZone zone, string id)
    {
        var from = section.Date("from");
        var to = section.Date("to");
        if (from is { } first && to is { } end && end <= first)
        {
            throw section.Refuse(ContractErrors.NoTime, "to", $"{section.Full("to")} is {section.Word("to")} and {section.Full("from")} is {section.Word("from")}.");
        }

        return new(
            new(id),
            from,
            to,
            new(
                from is { } begins ? zone.AtStartOfDay(begins).ToInstant() : Instant.MinValue,
                to is { } ends ? zone.AtStartOfDay(ends).ToInstant() : Instant.MaxValue),
            Rounding(section.Word("rounding", "exact")));
    }

    private static ContractRounding Rounding(string word) => word switch
    {
        "cent" => ContractRounding.CentHalfUp,
        "cent-half-even" => ContractRounding.CentHalfEven,
        "four-decimals" => ContractRounding.FourDecimals,
        _ => ContractRounding.Exact,
    };
}
