using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Engine.Sites.Rules;

/// <summary>One market's rules as its file states them, from the first dated rule on.</summary>
/// <param name="Market">Such as <c>ercot</c>.</param>
/// <param name="Name">The market's name for people.</param>
/// <param name="Zone">Its wall clock: local days, gates and labels are its.</param>
/// <param name="Currency">Three letters, such as <c>USD</c>.</param>
/// <param name="Periods">The stretches in which nothing changes, in order and without a gap; at least one.</param>
public sealed record MarketRules(
    string Market, string Name, DateTimeZone Zone, string Currency, ImmutableArray<RulesInForce> Periods)
{
    /// <summary>What a MW at the system's peaks costs, by year of charge in order; empty where peaks are not charged.</summary>
    public ImmutableArray<CoincidentPeakRate> PeakRates { get; init; } = [];

    /// <summary>The intervals that the grid operator has declared, in order of time.</summary>
    public ImmutableArray<OfficialPeak> OfficialPeaks { get; init; } = [];

    /// <summary>The file's name without a folder.</summary>
    public string File => Periods[0].Version.File;

    /// <summary>What holds at an instant.</summary>
    /// <param name="at">The instant.</param>
    /// <returns>The rules of the stretch it lies in.</returns>
    /// <exception cref="RefusedException">It lies before the first dated rule.</exception>
    public RulesInForce At(Instant at) => Find(at)
        ?? throw new RefusedException(RuleErrors.NotInForce, $"{Market}: {File} states nothing before {Periods[0].From}; asked for was {at}.");

    /// <summary>What holds at an instant, where something does.</summary>
    /// <param name="at">The instant.</param>
    /// <returns>The rules of the stretch it lies in; null before the first dated rule.</returns>
    public RulesInForce? Find(Instant at)
    {
        var (low, high) = (0, Periods.Length);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = Periods[middle].From <= at ? (middle, high) : (low, middle);
        }

        return Periods[low].From <= at ? Periods[low] : null;
    }

    /// <summary>The two prices under a zone's name that hold at some time of a range.</summary>
    /// <param name="range">The range.</param>
    /// <returns>The first pair in it; null where one price settles everything throughout.</returns>
    public ZonePair? Pair(Interval range) => Periods
        .Where(period => period.From < range.End && period.To > range.Start)
        .Select(static period => period.Pair())
        .FirstOrDefault(static pair => pair is not null);

    /// <summary>What holds when a local day begins.</summary>
    /// <param name="day">The market's local date.</param>
    /// <returns>The rules at its first instant.</returns>
    /// <exception cref="RefusedException">It lies before the first dated rule.</exception>
    public RulesInForce At(LocalDate day) => At(day.AtStartOfDayInZone(Zone).ToInstant());

    /// <summary>What a MW at the system's peaks costs in a year of charges.</summary>
    /// <param name="chargeYear">The year in which the charge is paid.</param>
    /// <returns>The rate.</returns>
    /// <exception cref="RefusedException">The file has no rate for that year.</exception>
    public CoincidentPeakRate PeakRate(int chargeYear) =>
        PeakRates.FirstOrDefault(rate => rate.ChargeYear == chargeYear)
        ?? throw new RefusedException(RuleErrors.NotInForce, $"{Market}: {File} has no coincident-peak rate for the charges of {chargeYear}; it has {Years()}.");

    private string Years() => PeakRates.IsEmpty ? "none" : string.Join(", ", PeakRates.Select(rate => rate.ChargeYear));
}
