using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What energy that was bought or sold ahead costs in an interval whether or not it is settled: no reading changes it.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Energy">What it holds in the interval; bought positive, sold negative.</param>
/// <param name="Price">What was agreed, or what an award cleared at, per MWh.</param>
public readonly record struct OwedEnergy(ContractId Contract, MegawattHours Energy, EnergyPrice Price)
{
    /// <summary>What blocks, trades and day-ahead awards cost in the intervals that are open.</summary>
    /// <param name="input">What was metered, priced and awarded.</param>
    /// <param name="site">The site.</param>
    /// <returns>Each open interval, ascending: its blocks and trades in file order, then its awards; without those of <see cref="Unknown"/>.</returns>
    public static IEnumerable<(MeteredInterval Interval, ImmutableArray<OwedEnergy> Owed)> Open(SettlementInput input, Site site)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(site);
        var open = input.Intervals.Where(static interval => !interval.IsSettled).ToList();
        var awarded = site.Contracts.OfType<DayAheadContract>().SelectMany(contract => Awarded(input, contract, open)).ToLookup(static one => one.Start, static one => one.Owed);
        return open.Select(interval => (interval, (ImmutableArray<OwedEnergy>)[.. Held(site, interval.Slot), .. awarded[interval.Slot.Start]]));
    }

    /// <summary>The blocks and trades of which nobody said how much they hold in an open interval: what they cost there is not known, and not zero.</summary>
    /// <param name="input">What was metered, priced and awarded.</param>
    /// <param name="site">The site.</param>
    /// <returns>One a contract that has such an interval, in file order.</returns>
    public static IEnumerable<UnknownHolding> Unknown(SettlementInput input, Site site)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(site);
        foreach (var position in site.Contracts.OfType<IPosition>())
        {
            var unknown = input.Intervals.Where(interval => !interval.IsSettled && !IsKnown(position, interval.Slot)).ToList();
            if (unknown.Count > 0)
            {
                yield return new(position.Id, unknown.Count, unknown[0].Slot.Start);
            }
        }
    }

    private static bool IsKnown(IPosition position, Slot slot) => !position.Term.Covers(slot.Start) || position.Known.Covers(slot.Start);

    private static IEnumerable<OwedEnergy> Held(Site site, Slot slot) => site.Contracts.OfType<IPosition>()
        .Where(position => IsKnown(position, slot))
        .Select(position => new OwedEnergy(position.Id, position.Energy(slot.Start, slot.Length).ToMegawattHours(), position.Price));

    private static IEnumerable<(Instant Start, OwedEnergy Owed)> Awarded(SettlementInput input, DayAheadContract contract, List<MeteredInterval> open) =>
        AwardSpan.Of(open.Where(interval => contract.Term.Covers(interval.Slot.Start)), DayAheadClause.RowsOf(contract, input.Awards))
            .Select(span => (span.Interval.Slot.Start, new OwedEnergy(contract.Id, new(span.Hours(span.Row.Awarded)), span.Row.AwardPrice)));
}
