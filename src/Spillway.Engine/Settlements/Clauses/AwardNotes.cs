using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Engine.Sites.Rules;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>What a reader of a statement has to know of its awards beside their lines: contracts that got none, awards that were to be
/// stood behind by load that was not running, and awards in intervals that are still open.</summary>
/// <param name="site">The site.</param>
/// <param name="currency">What it reckons in.</param>
/// <param name="rules">The rules of its market, which say which way a product goes; null where there are none.</param>
public sealed class AwardNotes(Site site, string currency, MarketRules? rules)
{
    /// <summary>Looks.</summary>
    /// <param name="range">The range of the statement.</param>
    /// <param name="intervals">Its intervals, ascending.</param>
    /// <param name="book">The awards.</param>
    /// <returns>A sentence each, in file order of the contracts.</returns>
    public IEnumerable<Wording> Of(Interval range, ImmutableArray<MeteredInterval> intervals, AwardBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        foreach (var contract in site.Contracts.Where(one => one is AncillarySale or DayAheadContract && one.Term.Overlaps(new(range.Start, range.End))))
        {
            var rows = book.Rows.Where(row => row.Contract == contract.Id && row.Start < range.End && row.Start + row.Length > range.Start).OrderBy(static row => row.Start).ToList();
            if (rows.Count == 0)
            {
                yield return $"Contract '{contract.Id}' has no award in the range and no line: give --awards FILE where something was awarded.";
            }

            if (contract is AncillarySale sale && Undelivered(sale, intervals, rows) is { } undelivered)
            {
                yield return undelivered;
            }

            if (contract is DayAheadContract && Open(contract, intervals, rows) is { } open)
            {
                yield return open;
            }
        }
    }

    // Before awards were financial they had to be carried: by load that could be taken off, so it had to be on.
    private Wording? Undelivered(AncillarySale sale, ImmutableArray<MeteredInterval> intervals, List<AwardRow> rows)
    {
        var settled = intervals.Where(interval => interval.IsSettled && sale.Term.Covers(interval.Slot.Start));
        var spans = AwardSpan.Of(settled, rows).Where(span => !sale.IsFinancial(span.Slot.Start) && IsUp(span.Row)).GroupBy(static span => span.Interval)
            .Select(static of => (Interval: of.Key, Held: of.Sum(static span => span.Hours(span.Row.Awarded)), Drawn: of.Key.Reading!.Value.Energy.Value))
            .Where(static one => one.Drawn < one.Held).ToList();
        if (spans.Count == 0)
        {
            return null;
        }

        return $"In {spans.Count} intervals less was drawn than contract '{sale.Id}' had to keep running, first {spans[0].Drawn} of {spans[0].Held} MWh at {spans[0].Interval.Slot.Start}: the award is paid here, the market may take it back.";
    }

    private Wording? Open(IContract contract, ImmutableArray<MeteredInterval> intervals, List<AwardRow> rows)
    {
        var spans = AwardSpan.Of(intervals.Where(interval => !interval.IsSettled && contract.Term.Covers(interval.Slot.Start)), rows).ToList();
        var (energy, amount) = (spans.Sum(static span => span.Hours(span.Row.Awarded)), spans.Sum(static span => span.Hours(span.Row.Awarded) * span.Row.AwardPrice.Value));
        if (spans.Count == 0)
        {
            return null;
        }

        return $"Awards of contract '{contract.Id}' over {energy:0.###} MWh and {amount:0.00} {currency} lie in open intervals: what they were bought for is in no total and stands with what is not settled, without what real time gives back.";
    }

    private bool IsUp(AwardRow row) => rules is null || rules.At(row.Start).Ancillary(row.Product).Direction != AncillaryDirection.Down;
}
