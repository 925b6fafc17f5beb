using NodaTime;
using Shouldly;
using Spillway.App.Earnings;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.App.Earnings;

public sealed class MoneyPeriodTests
{
    private static readonly LocalDate _today = new(2026, 7, 25);

    [Theory]
    [InlineData("", "2026-07-25", "2026-07-26")]
    [InlineData("period=today", "2026-07-25", "2026-07-26")]
    [InlineData("period=month", "2026-07-01", "2026-07-26")]
    [InlineData("day=2026-07-01", "2026-07-01", "2026-07-02")]
    [InlineData("month=2026-02", "2026-02-01", "2026-03-01")]
    [InlineData("month=2026-07", "2026-07-01", "2026-07-26")]
    [InlineData("from=2026-07-03&to=2026-07-10", "2026-07-03", "2026-07-10")]
    [InlineData("from=2026-07-20&to=2026-08-20", "2026-07-20", "2026-07-26")]
    public void What_is_asked_for_becomes_days_that_have_begun(string query, string from, string to)
    {
        var period = MoneyPeriod.Parse(Fields(query), _today);

        period.Query.ShouldBe($"from={from}&to={to}");
    }

    [Theory]
    [InlineData("day=2026-07-26", "still to come")]
    [InlineData("day=25.7.2026", "no day as 2026-07-25")]
    [InlineData("month=2026-13", "no month as 2026-07")]
    [InlineData("from=2026-07-03", "give both")]
    [InlineData("from=2026-07-03&to=2026-07-03", "holds no day")]
    [InlineData("from=2024-07-03&to=2026-07-03", "more than 366 days")]
    [InlineData("period=year", "none of today, month")]
    public void What_cannot_be_told_is_refused_with_a_reason(string query, string said) =>
        Should.Throw<RefusedException>(() => MoneyPeriod.Parse(Fields(query), _today)).What.ShouldContain(said);

    [Fact]
    public void A_month_is_known_whole_or_so_far_and_a_day_is_none()
    {
        MoneyPeriod.Of(new YearMonth(2026, 2), _today).Month.ShouldBe(new YearMonth(2026, 2));
        MoneyPeriod.Of(new YearMonth(2026, 7), _today).Month.ShouldBe(new YearMonth(2026, 7));
        MoneyPeriod.Day(_today).Month.ShouldBeNull();
        new MoneyPeriod(new(2026, 2, 2), new(2026, 3, 1)).Month.ShouldBeNull();
    }

    private static Func<string, string?> Fields(string query)
    {
        var fields = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static one => one.Split('=')).ToDictionary(static one => one[0], static one => one[1]);
        return name => fields.GetValueOrDefault(name);
    }
}
