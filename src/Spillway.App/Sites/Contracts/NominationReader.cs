using NodaTime;
using NodaTime.Text;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Sites.Contracts;

/// <summary>Reads which share of a block was elected for each month; every month in force needs one.</summary>
internal static class NominationReader
{
    private static readonly YearMonthPattern _months = YearMonthPattern.CreateWithInvariantCulture("uuuu'-'MM");

    /// <summary>Reads the shares.</summary>
    /// <param name="section">The block.</param>
    /// <param name="zone">Where months are local.</param>
    /// <param name="from">The first local day in force; null without one.</param>
    /// <param name="to">The local day after the last; null without one.</param>
    /// <returns>The shares over time as plain numbers, known in the nominated months; null where the block has no nominations.</returns>
    public static PowerSchedule? Read(SiteSection section, DateTimeZone zone, LocalDate? from, LocalDate? to)
    {
        var shares = new SortedDictionary<YearMonth, decimal>();
        foreach (var entry in section.List("nominations"))
        {
            var month = entry.Month("month");
            if (!shares.TryAdd(month, entry.RequiredNumber("share_ratio")))
            {
                throw entry.Refuse(SiteFileErrors.Contradiction, "month", $"{entry.Full("month")}: {_months.Format(month)} is nominated twice.");
            }
        }

        if (shares.Count == 0)
        {
            return null;
        }

        var first = from?.ToYearMonth() ?? shares.Keys.First();
        var last = to?.PlusDays(-1).ToYearMonth() ?? shares.Keys.Last();
        for (var month = first; month <= last; month = month.PlusMonths(1))
        {
            if (!shares.ContainsKey(month))
            {
                throw section.Refuse(ContractErrors.NominationGap, "nominations", $"{section.Full("nominations")} has nothing for {_months.Format(month)}, a month in which the block is in force.");
            }
        }

        var steps = shares.Select(share => new ScheduleStep(Start(zone, share.Key), new(share.Value)));
        var end = Start(zone, shares.Keys.Last().PlusMonths(1));
        // Before the contract's first day and after its last nobody needs a nomination: it is zero there by its term.
        return new(
            [.. steps, new(end, Megawatts.Zero)],
            new(Start(zone, shares.Keys.First()), to is null ? end : Instant.MaxValue));
    }

    private static Instant Start(DateTimeZone zone, YearMonth month) => zone.AtStartOfDay(month.OnDayOfMonth(1)).ToInstant();
}
