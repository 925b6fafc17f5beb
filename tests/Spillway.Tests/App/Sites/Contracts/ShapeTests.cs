using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.Engine.Sites.Contracts;
using Spillway.Tests.Engine.Settlements.Clauses;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Sites.Contracts;

public sealed class ShapeTests
{
    private static readonly PowerSchedule _weekdays = Read("5x16");
    private static readonly PowerSchedule _weekends = Read("2x16");
    private static readonly PowerSchedule _days = Read("7x16");
    private static readonly PowerSchedule _nights = Read("7x8");

    [Fact]
    public void Weekdays_weekends_and_nights_add_up_to_a_flat_block_in_every_interval() =>
        Gen.Int[0, 20 * 365 * 96].Sample(quarter =>
        {
            var (at, length) = (Ledger.Local(2010, 1, 1) + Duration.FromMinutes(15 * quarter), Duration.FromMinutes(15));
            var flat = ExactEnergy.From(new(10m), new(15m));

            (_weekdays.Energy(at, length) + _weekends.Energy(at, length) + _nights.Energy(at, length)).ShouldBe(flat);
            (_days.Energy(at, length) + _nights.Energy(at, length)).ShouldBe(flat);
        }, iter: 1_000);

    [Theory]
    [InlineData(2026, 256 * 16)]
    [InlineData(2027, 256 * 16)]
    [InlineData(2028, 255 * 16)]
    public void A_year_of_weekdays_has_the_hours_of_its_calendar(int year, int hours) =>
        Hours(_weekdays, new(year, 1, 1), new(year + 1, 1, 1)).ShouldBe(hours);

    [Theory]
    [InlineData(2026, 3, 8, 7)]
    [InlineData(2026, 11, 1, 9)]
    [InlineData(2026, 7, 1, 8)]
    public void A_night_is_an_hour_shorter_in_spring_and_longer_in_autumn(int year, int month, int day, int hours) =>
        Hours(_nights, new(year, month, day), new LocalDate(year, month, day).PlusDays(1)).ShouldBe(hours);

    [Fact]
    public void Days_are_sixteen_hours_on_every_day() =>
        Enumerable.Range(0, 366).Select(index => new LocalDate(2028, 1, 1).PlusDays(index)).ShouldAllBe(day => Hours(_days, day, day.PlusDays(1)) == 16m);

    [Fact]
    public void Six_weekdays_count_as_weekend_and_one_of_a_sunday_is_kept_on_monday()
    {
        Holidays(2026).ShouldBe([new(2026, 1, 1), new(2026, 5, 25), new(2026, 9, 7), new(2026, 11, 26), new(2026, 12, 25)]);
        Holidays(2027).ShouldBe([new(2027, 1, 1), new(2027, 5, 31), new(2027, 7, 5), new(2027, 9, 6), new(2027, 11, 25)]);
        Holidays(2033).ShouldBe([new(2033, 5, 30), new(2033, 7, 4), new(2033, 9, 5), new(2033, 11, 24), new(2033, 12, 26)]);
    }

    [Fact]
    public void Without_holidays_a_weekday_is_a_weekday()
    {
        var plain = Read("5x16", "\n    holidays: none");

        Hours(plain, new(2026, 1, 1), new(2027, 1, 1)).ShouldBe(261 * 16);
    }

    [Fact]
    public void A_shape_ends_with_the_contract_within_a_day()
    {
        var short_ = Read("7x16", "\n    from: 2026-07-01\n    to: 2026-07-03");

        Hours(short_, new(2026, 6, 1), new(2026, 8, 1)).ShouldBe(32m);
        short_.At(Ledger.Local(2026, 7, 2, 21, 59)).ShouldBe(new Megawatts(10m));
    }

    private static LocalDate[] Holidays(int year) =>
        [.. Enumerable.Range(0, 365).Select(index => new LocalDate(year, 1, 1).PlusDays(index))
            .Where(day => (int)day.DayOfWeek <= (int)IsoDayOfWeek.Friday && Hours(_weekdays, day, day.PlusDays(1)) == 0m)];

    private static decimal Hours(PowerSchedule schedule, LocalDate from, LocalDate to)
    {
        var (start, end) = (Ledger.Central.AtStartOfDay(from).ToInstant(), Ledger.Central.AtStartOfDay(to).ToInstant());
        return schedule.Energy(start, end - start).ToMegawattHours().Value / 10m;
    }

    private static PowerSchedule Read(string shape, string more = "") =>
        SiteText.Read(SiteText.WithBlock($"mw: 10\n    shape: {shape}{more}")).Site.Blocks.Single().Schedule!;
}
