using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Sites.Contracts;

/// <summary>Reads blocks and trades.</summary>
internal static class PositionReader
{
    /// <summary>Reads a fixed block.</summary>
    /// <param name="section">Its keys.</param>
    /// <param name="setting">What they are read against.</param>
    /// <param name="terms">What every contract has.</param>
    /// <returns>The block.</returns>
    public static FixedBlock Block(SiteSection section, ContractSetting setting, ContractTerms terms)
    {
        var power = new Megawatts(section.RequiredNumber("mw"));
        var price = new EnergyPrice(section.RequiredNumber("price_usd_per_mwh"));
        var schedule = ShapeReader.Read(section, setting, power, terms.Term);
        if (NominationReader.Read(section, setting.Zone, terms.From, terms.To) is { } shares)
        {
            schedule = Schedules.Product(schedule ?? PowerSchedule.Flat(power), shares);
        }

        return new(terms.Id, power, price)
        {
            Term = terms.Term,
            Rounding = terms.Rounding,
            Schedule = schedule,
            SellBackSpread = new(section.Number("sell_back_spread_usd_per_mwh", 0m)),
        };
    }

    /// <summary>Reads a trade.</summary>
    /// <param name="section">Its keys.</param>
    /// <param name="setting">What they are read against.</param>
    /// <param name="terms">What every contract has.</param>
    /// <returns>The trade: bought positive, sold negative.</returns>
    public static Trade Trade(SiteSection section, ContractSetting setting, ContractTerms terms)
    {
        var power = new Megawatts(section.RequiredNumber("mw"));
        var schedule = ShapeReader.Read(section, setting, power, terms.Term) ?? PowerSchedule.Flat(power);
        return new(terms.Id, section.Word("side") == "sell" ? schedule.Times(-1m) : schedule, new(section.RequiredNumber("price_usd_per_mwh")))
        {
            Term = terms.Term,
            Rounding = terms.Rounding,
        };
    }
}
