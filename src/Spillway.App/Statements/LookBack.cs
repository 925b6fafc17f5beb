using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Sites;
using Spillway.App.Statements.Ledgers;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Markets.Metering;
using Spillway.Units;

namespace Spillway.App.Statements;

/// <summary>Readings of before the range: what ratchets and the peaks of the year before are read from.</summary>
internal static class LookBack
{
    // A charge of December stands on peaks from June of the year before; a ratchet looks back eleven months.
    private static readonly Duration _most = Duration.FromDays(2 * 366);

    /// <summary>How many intervals before the range are wanted and have readings: as far back as meter files reach, else the journal's
    /// records by whole months, as a part of one does not tell its highest demand.</summary>
    public static int Intervals(SiteDefinition site, ImmutableArray<MeterFile> meters, JournalLedger? ledger, Slot first)
    {
        if (!site.Site.Contracts.Any(contract => contract is CoincidentPeakCharge or DeliveryTariff))
        {
            return 0;
        }

        var from = first.Start.ToUnixTimeSeconds();
        var earliest = meters.IsEmpty && ledger?.Earliest is { } begun && begun < first.Start
            ? Math.Min(from, WholeMonth(begun, site.TimeZone).ToUnixTimeSeconds())
            : meters.SelectMany(file => file.Meters).SelectMany(meter => meter.StartsUnixSeconds).Append(from).Min();
        var seconds = Math.Min(from - earliest, (long)_most.TotalSeconds);
        return (int)(seconds / (long)first.Length.TotalSeconds);
    }

    /// <summary>The intervals of those readings, without prices: they get no line.</summary>
    public static ImmutableArray<MeteredInterval> Of(DateTimeZone zone, Slot first, ImmutableArray<MeterReading?> readings)
    {
        var intervals = ImmutableArray.CreateBuilder<MeteredInterval>(readings.Length);
        for (var index = 0; index < readings.Length; index++)
        {
            var start = first.Start - (first.Length * (readings.Length - index));
            intervals.Add(new(first with { Start = start }, start.InZone(zone).Date, readings[index], null, null, null));
        }

        return intervals.MoveToImmutable();
    }

    /// <summary>The peaks whose demand no contract states and that the charge of a range stands on.</summary>
    public static IEnumerable<CoincidentPeak> Peaks(Site site, SettleRequest request) => site.Contracts.OfType<CoincidentPeakCharge>()
        .SelectMany(static charge => charge.Peaks)
        .Where(peak => peak is { Start: not null, Demand: null } && peak.Month.Year + 1 >= request.From.Year && peak.Month.Year + 1 <= request.To.PlusDays(-1).Year)
        .DistinctBy(static peak => peak.Start);

    /// <summary>What a desk's journal says of those peaks, where the look back does not reach them.</summary>
    /// <param name="site">The site.</param>
    /// <param name="request">Which days are settled.</param>
    /// <param name="journal">The journal's ledger, with the peaks that were read for themselves, and its number among the sources.</param>
    /// <param name="reached">Where the look back begins.</param>
    /// <param name="number">Numbers another ledger among the sources.</param>
    public static ImmutableArray<MeteredInterval> AtPeaks(
        SiteDefinition site, SettleRequest request, (JournalLedger Ledger, int Source) journal, Instant reached, Func<JournalLedger, int> number)
    {
        var found = new SortedDictionary<Instant, MeteredInterval>();
        foreach (var peak in Peaks(site.Site, request).Where(peak => peak.Start < reached))
        {
            var (from, to) = (peak.Start!.Value, Instant.Min(reached, peak.Start.Value + peak.Length));
            var window = journal.Ledger.Peaks.At(from);
            var (ledger, source) = window?.Touching(from, to).Any() == true ? (window, number(window)) : journal;
            foreach (var (slot, reading) in ledger.Read(MeterRoles.Declared(site), from, to, source))
            {
                found.TryAdd(slot.Start, new(slot, slot.Start.InZone(site.TimeZone).Date, reading, null, null, null));
            }
        }

        return [.. found.Values];
    }

    /// <summary>The months before a range, or cut by its beginning, that a ratchet looks back to and whose demand no contract states.</summary>
    /// <param name="site">The site.</param>
    /// <param name="request">Which days are settled.</param>
    /// <returns>Month and window, each once, ascending.</returns>
    public static IEnumerable<(YearMonth Month, Duration Window)> Months(SiteDefinition site, SettleRequest request)
    {
        var first = request.From.ToYearMonth();
        var readIn = request.From == first.OnDayOfMonth(1) ? first : first.PlusMonths(1);
        return site.Site.Contracts.OfType<DeliveryTariff>().Where(static tariff => tariff.Ratchet > Ratio.Zero)
            .SelectMany(tariff => Wanted(tariff).Select(month => (Month: month, Window: tariff.DemandWindow)))
            .Distinct().OrderBy(static wanted => wanted.Month).ThenBy(static wanted => wanted.Window);

        IEnumerable<YearMonth> Wanted(DeliveryTariff tariff)
        {
            for (var billed = first; billed <= request.To.PlusDays(-1).ToYearMonth(); billed = billed.PlusMonths(1))
            {
                var term = MonthSpan.Of(billed, site.TimeZone);
                for (var back = DeliveryTariff.RatchetMonths; back >= 1 && tariff.Term.Overlaps(new(term.Start, term.End)); back--)
                {
                    var month = billed.PlusMonths(-back);
                    if (month < readIn && !(tariff.Since is { } since && month < since) && !tariff.EarlierPeaks.Any(stated => stated.Month == month))
                    {
                        yield return month;
                    }
                }
            }
        }
    }

    /// <summary>From when on a ledger holds whole months.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="zone">Where months are.</param>
    /// <returns>The first instant of its first whole month; the end of time where it holds nothing.</returns>
    public static Instant Whole(JournalLedger ledger, DateTimeZone zone) => ledger.Earliest is { } begun ? WholeMonth(begun, zone) : Instant.MaxValue;

    private static Instant WholeMonth(Instant begun, DateTimeZone zone)
    {
        var month = begun.InZone(zone).Date.With(DateAdjusters.StartOfMonth);
        var start = month.AtStartOfDayInZone(zone).ToInstant();
        return start == begun ? start : month.PlusMonths(1).AtStartOfDayInZone(zone).ToInstant();
    }
}
