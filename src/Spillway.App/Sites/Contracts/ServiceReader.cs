using NodaTime;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Sites.Contracts;

/// <summary>Reads services sold to the grid: ancillary services and emergency response.</summary>
internal static class ServiceReader
{
    /// <summary>Reads an ancillary service.</summary>
    /// <param name="section">Its keys.</param>
    /// <param name="market">The market's products.</param>
    /// <param name="terms">What every contract has.</param>
    /// <returns>The sale.</returns>
    public static AncillarySale Ancillary(SiteSection section, ContractMarket market, ContractTerms terms)
    {
        var product = section.Word("product");
        var seller = section.Text("seller");
        if (market.Products.Count == 0)
        {
            throw section.Refuse(ContractErrors.CannotSell, "product", $"{section.Full("product")} is '{product}', and the rules of market '{market.Name}' have no product that a load may sell.");
        }

        if (!market.Products.TryGetValue(product, out var sellers))
        {
            throw section.Refuse(ContractErrors.CannotSell, "product", $"{section.Full("product")} is '{product}', which market '{market.Name}' does not have; the nearest is '{NearestNames.Of(product, market.Products.Keys, 1)[0]}'. It has: {string.Join(", ", market.Products.Keys)}.");
        }

        if (sellers.IsEmpty)
        {
            throw section.Refuse(ContractErrors.CannotSell, "product", $"{section.Full("product")} is '{product}', which no load may sell on market '{market.Name}'.");
        }

        if (seller is not null && !sellers.Contains(seller))
        {
            throw section.Refuse(ContractErrors.CannotSell, "seller", $"{section.Full("seller")} is '{seller}', and '{product}' may be sold by: {string.Join(", ", sellers)}.");
        }

        return new(terms.Id, product, market.FinancialFrom, section.OptionalNumber("qualified_mw") is { } most ? new Megawatts(most) : null)
        {
            Term = terms.Term,
            Rounding = terms.Rounding,
            BoughtFrom = market.BoughtFrom[product],
        };
    }

    /// <summary>Reads an emergency response.</summary>
    /// <param name="section">Its keys.</param>
    /// <param name="setting">What they are read against.</param>
    /// <param name="terms">What every contract has.</param>
    /// <returns>The obligation and its price.</returns>
    public static EmergencyResponse Emergency(SiteSection section, ContractSetting setting, ContractTerms terms)
    {
        var power = new Megawatts(section.RequiredNumber("mw"));
        var periods = section.List("time_periods").Select(Period).ToList();
        var obligation = periods.Count == 0
            ? PowerSchedule.Within(power, terms.Term)
            : new WeekShape(setting.Zone, (day, hour) => periods.Exists(period => period(day, hour))).Schedule(power, terms.Term);
        return new(
            terms.Id,
            obligation,
            new(section.RequiredNumber("price_usd_per_mw_h")),
            section.Number("availability_ratio") is { } stated ? new Ratio(stated) : null)
        {
            Term = terms.Term,
            Rounding = terms.Rounding,
        };
    }

    private static Func<LocalDate, int, bool> Period(SiteSection entry)
    {
        var days = entry.Word("days", "all");
        var from = (int)entry.RequiredNumber("from_hour");
        var to = (int)entry.RequiredNumber("to_hour");
        if (to <= from)
        {
            throw entry.Refuse(ContractErrors.NoTime, "to_hour", $"{entry.Full("to_hour")} is {to} and {entry.Full("from_hour")} is {from}; hours over midnight are two entries.");
        }

        return (day, hour) => hour >= from && hour < to && days switch
        {
            "weekdays" => !ShapeReader.IsOff(day, hasHolidays: true),
            "weekends" => ShapeReader.IsOff(day, hasHolidays: true),
            _ => true,
        };
    }
}
