using NodaTime;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Metering;
using Spillway.Units;

namespace Spillway.App.Obligations;

/// <summary>What the contracts of a site and the awards under them hold of it.</summary>
public static class SiteHoldings
{
    // A position that is the same at all times is held as one; nobody looks further than this.
    private static readonly Interval _all = new(Instant.FromUtc(2000, 1, 1, 0, 0), Instant.FromUtc(2200, 1, 1, 0, 0));

    /// <summary>Reads awards files, and refuses what no contract of the site takes.</summary>
    /// <param name="site">The site.</param>
    /// <param name="paths">The files.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>The awards.</returns>
    /// <exception cref="RefusedException">A file or an award is refused.</exception>
    public static AwardBook Awards(SiteDefinition site, IEnumerable<string> paths, CancellationToken cancellation)
    {
        var files = paths.Select(path => AwardFileReader.Read(path, site.Currency, cancellation)).ToList();
        return AwardRows.Of(site, files, files.IndexOf, isOver: false);
    }

    /// <summary>What is held.</summary>
    /// <param name="site">The site.</param>
    /// <param name="awards">The awards.</param>
    /// <param name="rules">The rules of its market, which say which way a product goes; null where there are none.</param>
    /// <returns>What is held, at all times.</returns>
    public static HeldBook Of(SiteDefinition site, AwardBook awards, MarketRules? rules)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(awards);
        var positions = site.Site.Contracts.SelectMany(static contract => contract switch
        {
            FixedBlock block => Scheduled(block.Id, block.Schedule ?? PowerSchedule.Within(block.Power, block.Term), HolderKind.EnergyBought),
            Trade trade => Scheduled(trade.Id, trade.Schedule, HolderKind.EnergyBought),
            EmergencyResponse response => Scheduled(response.Id, response.Obligation, HolderKind.EmergencyResponse),
            _ => [],
        });
        var contracts = site.Site.Contracts.ToDictionary(static contract => contract.Id);
        var held = awards.Rows.Where(row => contracts[row.Contract].Term.Covers(row.Start))
            .Select(row => Awarded(row, contracts[row.Contract] as AncillarySale, rules)).OfType<HeldPower>();
        return new([.. positions, .. held]);
    }

    // Bought energy is positive in a schedule, sold energy negative.
    private static IEnumerable<HeldPower> Scheduled(ContractId id, PowerSchedule schedule, HolderKind kind)
    {
        for (var index = 0; index < schedule.Steps.Length; index++)
        {
            var power = schedule.Steps[index].Power;
            var from = Instant.Max(schedule.Steps[index].From, _all.Start);
            var to = index + 1 < schedule.Steps.Length ? Instant.Min(schedule.Steps[index + 1].From, _all.End) : _all.End;
            if (power != Megawatts.Zero && to > from)
            {
                yield return new(from, to, power > Megawatts.Zero ? kind : HolderKind.EnergySold, id.Text, "", power > Megawatts.Zero ? power : -power);
            }
        }
    }

    private static HeldPower? Awarded(AwardRow row, AncillarySale? sale, MarketRules? rules)
    {
        // Where awards are financial, what is carried in real time has to stand ready; until a row says how much, all of it.
        var power = sale is not null && sale.IsFinancial(row.Start) ? row.RealTimeAwarded ?? row.Awarded : row.Awarded;
        if (power == Megawatts.Zero || row.Length <= Duration.Zero)
        {
            return null;
        }

        var kind = sale is not null ? Direction(row, rules)
            : power > Megawatts.Zero ? HolderKind.EnergyBought : HolderKind.EnergySold;
        var product = sale is null ? "" : row.Product;
        return new(row.Start, row.Start + row.Length, kind, row.Contract.Text, product, power > Megawatts.Zero ? power : -power);
    }

    private static HolderKind Direction(AwardRow row, MarketRules? rules) =>
        rules is not null && rules.At(row.Start).Ancillary(row.Product).Direction == AncillaryDirection.Down
            ? HolderKind.AncillaryDown
            : HolderKind.AncillaryUp;
}
