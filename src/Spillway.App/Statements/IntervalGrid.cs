using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NodaTime;
using Spillway.App.Rules;
using Spillway.App.Statements.Ledgers;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Archive;
using Spillway.Units;

namespace Spillway.App.Statements;

/// <summary>Every interval of a range with its local day.</summary>
/// <param name="zone">Where local days are.</param>
/// <param name="first">The first interval.</param>
/// <param name="count">How many there are.</param>
internal sealed class IntervalGrid(DateTimeZone zone, Slot first, int count)
{
    private readonly long _from = first.Start.ToUnixTimeSeconds();
    private readonly long _step = (long)first.Length.TotalSeconds;

    /// <summary>The journal whose records the intervals name; null without one.</summary>
    public JournalLedger? Ledger { get; init; }

    /// <summary>The market's rules: they say when a zone has two prices; null without any.</summary>
    public MarketRules? Rules { get; init; }

    /// <summary>The point that the site names: everything is settled at it where no pair is in force.</summary>
    public required SettlementPoint Point { get; init; }

    /// <summary>The scheme whose seasonal price is that of metered load; null for none.</summary>
    public SchemePrice? Scheme { get; init; }

    /// <summary>The place of the scheme's rules file in the statement's list of sources.</summary>
    public int SchemeSource { get; init; }

    /// <summary>Whether positions must be valued at the market's own price, which no scheme replaces.</summary>
    public bool HasPositions { get; init; }

    /// <summary>In how many intervals the scheme's price is that of metered load.</summary>
    public int Schemed { get; private set; }

    /// <summary>In how many intervals the price of positions stood in for that of metered load.</summary>
    public int StandIns { get; private set; }

    /// <summary>Puts readings and prices into the intervals.</summary>
    /// <param name="readings">The site's meter, one place an interval.</param>
    /// <param name="prices">The prices.</param>
    public ImmutableArray<MeteredInterval> Of(ImmutableArray<MeterReading?> readings, SourcedPrices prices)
    {
        var financial = Column(prices.Prices.Financial, prices.Places);
        var physical = ReferenceEquals(prices.Prices.Physical, prices.Prices.Financial) ? financial : Column(prices.Prices.Physical, prices.Places);
        var columns = new PairedColumns(Rules, Point, (prices.Prices.Physical.Point, physical), (prices.Prices.Financial.Point, financial));
        var intervals = new MeteredInterval[count];
        var (day, dayEnd) = (default(LocalDate), Instant.MinValue);
        for (var index = 0; index < count; index++)
        {
            var slot = new Slot(Instant.FromUnixTimeSeconds(_from + (index * _step)), first.Length);
            if (slot.Start >= dayEnd)
            {
                day = slot.Start.InZone(zone).Date;
                dayEnd = day.PlusDays(1).AtStartOfDayInZone(zone).ToInstant();
            }

            var (load, positions) = Priced(slot.Start, columns.At(slot.Start, index));
            intervals[index] = new(slot, day, readings[index], load, positions, Ledger?.NumberOf(slot.Start));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(intervals);
    }

    private (KnownPrice? Load, KnownPrice? Positions) Priced(Instant start, (KnownPrice? Physical, KnownPrice? Financial) published)
    {
        var (physical, financial) = published;
        if (Scheme?.At(start) is { } price)
        {
            // A site without positions owes nothing at the market's price, so a market without one leaves nothing open.
            Schemed++;
            var known = new KnownPrice(new(Scheme.Series, start, SchemeSource), price);
            return (known, financial ?? (HasPositions ? null : known));
        }

        // Where a zone has no energy-weighted price, its own stands in for metered load; never the other way round.
        StandIns += physical is null && financial is not null ? 1 : 0;
        return (physical ?? financial, financial);
    }

    private KnownPrice?[] Column(PointPrices prices, ImmutableArray<int> places)
    {
        var column = new KnownPrice?[count];
        var series = prices.Point.ToString();
        for (var row = 0; row < prices.StartsUnixSeconds.Length; row++)
        {
            var place = (prices.StartsUnixSeconds[row] - _from) / _step;
            if (prices.StartsUnixSeconds[row] >= _from && place < count)
            {
                column[place] = new KnownPrice(
                    new(series, Instant.FromUnixTimeSeconds(prices.StartsUnixSeconds[row]), places[prices.Sources[row]]), new(prices.Values[row]));
            }
        }

        return column;
    }
}
