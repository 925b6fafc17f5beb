using NodaTime;
using NodaTime.Text;
using Spillway.App.Api;
using Spillway.Engine;

namespace Spillway.App.Earnings;

/// <summary>Which local days money is told of.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The day after the last.</param>
public sealed record MoneyPeriod(LocalDate From, LocalDate To)
{
    private const int MostDays = 366;
    private static readonly LocalDatePattern _month = LocalDatePattern.CreateWithInvariantCulture("uuuu-MM");

    /// <summary>Whether it is one day.</summary>
    public bool IsDay => To == From.PlusDays(1);

    /// <summary>The month that it is the whole of, or the part of that is over; null where it is none.</summary>
    public YearMonth? Month => From.Day == 1 && From.PlusMonths(1) >= To && !IsDay ? From.ToYearMonth() : null;

    /// <summary>The month that it is all the days of; null where it is less or more.</summary>
    public YearMonth? WholeMonth => Month is { } month && To == From.PlusMonths(1) ? month : null;

    /// <summary>It as a query of the API and of the page.</summary>
    public string Query => $"from={LocalDatePattern.Iso.Format(From)}&to={LocalDatePattern.Iso.Format(To)}";

    /// <summary>It as the name of a file.</summary>
    public string Name => IsDay ? LocalDatePattern.Iso.Format(From) : $"{LocalDatePattern.Iso.Format(From)}-to-{LocalDatePattern.Iso.Format(To)}";

    /// <summary>A day.</summary>
    /// <param name="day">The day.</param>
    public static MoneyPeriod Day(LocalDate day) => new(day, day.PlusDays(1));

    /// <summary>A month, the running one up to today.</summary>
    /// <param name="month">The month.</param>
    /// <param name="today">Today.</param>
    public static MoneyPeriod Of(YearMonth month, LocalDate today) =>
        new(month.OnDayOfMonth(1), LocalDate.Min(month.PlusMonths(1).OnDayOfMonth(1), today.PlusDays(1)));

    /// <summary>The period that somebody asks for: <c>from</c> and <c>to</c>, <c>day</c>, <c>month</c>, or <c>period</c> with
    /// <c>today</c> or <c>month</c>; today where nothing is asked.</summary>
    /// <param name="field">Gives the text of a field; null or empty where it is not given.</param>
    /// <param name="today">Today.</param>
    /// <returns>The period.</returns>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>.</exception>
    public static MoneyPeriod Parse(Func<string, string?> field, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(field);
        var (from, to, day, month) = (Date("from", LocalDatePattern.Iso), Date("to", LocalDatePattern.Iso), Date("day", LocalDatePattern.Iso), Date("month", _month));
        var word = field("period");
        var period = (from, to) is ({ } first, { } last) ? new(first, last)
            : from is not null || to is not null ? throw Bad("from and to: give both, the first local day and the day after the last.")
            : day is { } one ? Day(one)
            : month is { } whole ? Of(whole.ToYearMonth(), today)
            : word is null or "" or "today" ? Day(today)
            : word == "month" ? Of(today.ToYearMonth(), today)
            : throw Bad($"period: '{word}' is none of today, month.");
        return period.From > today ? throw Bad($"{period.From:uuuu-MM-dd} is still to come; today is {today:uuuu-MM-dd}.")
            : period.To <= period.From ? throw Bad($"from {period.From:uuuu-MM-dd} to {period.To:uuuu-MM-dd} holds no day.")
            : Period.DaysBetween(period.From, period.To) > MostDays ? throw Bad($"from {period.From:uuuu-MM-dd} to {period.To:uuuu-MM-dd} is more than {MostDays} days.")
            : period with { To = LocalDate.Min(period.To, today.PlusDays(1)) };

        LocalDate? Date(string name, LocalDatePattern pattern) => field(name) is not { Length: > 0 } text ? null
            : pattern.Parse(text) is { Success: true, Value: var date } ? date
            : throw Bad($"{name}: '{text}' is no {(name == "month" ? "month as 2026-07" : "day as 2026-07-25")}.");
    }

    private static RefusedException Bad(string what) => new(ApiErrors.BadField, what);
}
