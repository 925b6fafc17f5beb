using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.Engine.Settlements.Reconciliations;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Archive;
using Spillway.Markets.Bills;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.App.Reconciliations;

/// <summary>A bill, our statement, and the two held against each other.</summary>
/// <param name="Statement">Ours.</param>
/// <param name="Bill">Theirs.</param>
/// <param name="Found">Place by place.</param>
public sealed record BillReconciliation(Statement Statement, Bill Bill, Reconciliation Found)
{
    /// <summary>Reads the bill and holds it against a statement whose files are read already.</summary>
    /// <param name="site">The site.</param>
    /// <param name="loaded">What our statement is made from.</param>
    /// <param name="billed">The bill, its mapping and what else may explain a difference.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>The reconciliation.</returns>
    /// <exception cref="Engine.RefusedException">A file is refused.</exception>
    public static BillReconciliation Of(SiteDefinition site, LoadedSettlement loaded, BilledRequest billed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(loaded);
        return Of(site, billed, () => loaded, cancellation);
    }

    /// <summary>Reads the bill, then our own files, and reconciles.</summary>
    /// <param name="site">The site.</param>
    /// <param name="billed">The bill, its mapping and what else may explain a difference.</param>
    /// <param name="load">Reads what our statement is made from; only called where the bill can be read.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>The reconciliation.</returns>
    /// <exception cref="Engine.RefusedException">A file is refused.</exception>
    public static BillReconciliation Of(SiteDefinition site, BilledRequest billed, Func<LoadedSettlement> load, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(billed);
        ArgumentNullException.ThrowIfNull(load);
        var mapping = BillMappingFile.Read(billed.Mapping, site);
        var bill = BillReader.Read(billed.Bill, mapping, cancellation);
        var loaded = load();
        var statement = loaded.Settle();
        var causes = new KnownCauses(
            OtherPrices(site, billed, loaded.Input, cancellation),
            LossFactors(statement),
            ClockChanges(mapping.Zone, loaded.Input.Range))
        {
            Open = [.. loaded.Input.Intervals.Where(static interval => !interval.IsSettled).Select(static interval => interval.Slot.Start)],
        };
        return new(statement, bill, Reconciler.Reconcile(statement, bill, causes));
    }

    // What else was published for an interval: the zone's other price, and the files of earlier publications.
    private static ImmutableSortedDictionary<Instant, ImmutableArray<EnergyPrice>> OtherPrices(
        SiteDefinition site, BilledRequest billed, SettlementInput input, CancellationToken cancellation)
    {
        var others = new SortedDictionary<Instant, HashSet<EnergyPrice>>();
        void Add(Instant start, EnergyPrice price)
        {
            if (!others.TryGetValue(start, out var prices))
            {
                others.Add(start, prices = []);
            }

            prices.Add(price);
        }

        foreach (var interval in input.Intervals)
        {
            if (interval is { Physical: { } physical, Financial: { } financial } && physical.Price != financial.Price)
            {
                Add(interval.Slot.Start, physical.Price);
                Add(interval.Slot.Start, financial.Price);
            }
        }

        // Both of a zone's prices may have been billed, whichever the rules take.
        var both = new ZonePair(SettlementPointType.ZoneEnergyWeighted, SettlementPointType.Zone);
        foreach (var path in billed.EarlierPrices)
        {
            var earlier = SettlementPriceLoader.FromFiles([.. MarketFileReader.Read(path, cancellation)], site.Operator, site.SettlementPoint, both);
            foreach (var point in new[] { earlier.Physical, earlier.Financial })
            {
                for (var index = 0; index < point.Values.Length; index++)
                {
                    var start = Instant.FromUnixTimeSeconds(point.StartsUnixSeconds[index]);
                    if (input.Range.Contains(start))
                    {
                        Add(start, new(point.Values[index]));
                    }
                }
            }
        }

        return others.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray());
    }

    // What the losses lines of a clause add to the metered energy of the same interval.
    private static ImmutableArray<decimal> LossFactors(Statement statement)
    {
        var metered = statement.Lines.Where(line => line.Id.Component == LineComponent.Consumption && line.Quantity != 0m)
            .GroupBy(line => line.Id.Start).ToDictionary(group => group.Key, group => group.Sum(line => line.Quantity));
        return
        [
            .. statement.Lines.Where(line => line.Id.Component == LineComponent.Losses && metered.ContainsKey(line.Id.Start))
                .Select(line => Math.Round(1m + (line.Quantity / metered[line.Id.Start]), 4))
                .Distinct()
                .Order()
                .Take(MostLossFactors),
        ];
    }

    private const int MostLossFactors = 100;

    private static ImmutableArray<Instant> ClockChanges(DateTimeZone zone, Interval range) =>
    [
        .. zone.GetZoneIntervals(new Interval(range.Start - Duration.FromDays(1), range.End + Duration.FromDays(1)))
            .Where(interval => interval.HasStart).Select(interval => interval.Start)
            .Where(start => start >= range.Start - Duration.FromDays(1) && start < range.End + Duration.FromDays(1)),
    ];
}
