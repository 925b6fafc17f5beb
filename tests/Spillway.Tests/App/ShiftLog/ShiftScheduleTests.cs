using NodaTime;
using Shouldly;
using Spillway.App.ShiftLog;
using Spillway.Engine;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.ShiftLog;

public sealed class ShiftScheduleTests
{
    private static readonly DateTimeZone _chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];

    [Theory]
    [InlineData("2026-07-01T11:59:59Z", "2026-06-30T19:00")]
    [InlineData("2026-07-01T12:00:00Z", "2026-07-01T07:00")]
    [InlineData("2026-07-02T00:00:00Z", "2026-07-01T19:00")]
    [InlineData("2026-07-02T05:00:00Z", "2026-07-01T19:00")]
    public void An_instant_lies_in_the_shift_that_began_last(string at, string key) =>
        ShiftSchedule.Usual.At(NodaTime.Text.InstantPattern.ExtendedIso.Parse(at).Value, _chicago).Key.ShouldBe(key);

    [Theory]
    [InlineData("2026-03-08T08:30:00Z", 11)]
    [InlineData("2026-11-01T08:30:00Z", 13)]
    [InlineData("2026-07-01T08:30:00Z", 12)]
    public void The_night_in_which_clocks_change_is_an_hour_shorter_or_longer(string at, int hours)
    {
        var shift = ShiftSchedule.Usual.At(NodaTime.Text.InstantPattern.ExtendedIso.Parse(at).Value, _chicago);

        (shift.End - shift.Start).ShouldBe(Duration.FromHours(hours));
    }

    [Theory]
    [InlineData("")]
    [InlineData("25:00")]
    [InlineData("07:00,07:00")]
    [InlineData("01:00,02:00,03:00,04:00,05:00,06:00,07:00")]
    public void Times_that_are_none_are_refused(string text) =>
        Should.Throw<RefusedException>(() => ShiftSchedule.Parse(text.Split(',', StringSplitOptions.RemoveEmptyEntries))).Code.ShouldBe(ShiftErrors.BadSchedule);

    [Fact]
    public void Energy_is_summed_over_what_was_seen_and_gaps_and_clocks_that_go_back_are_not()
    {
        var at = Instant.FromUtc(2026, 7, 1, 5, 0);
        var energy = ShiftEnergy.None.Plus((at, new(10m)), (at + Duration.FromMinutes(6), new(20m)));

        energy.ShouldBe(new(new(1.5m), Duration.FromMinutes(6)));
        energy.Plus((at, new(10m)), (at + Duration.FromMinutes(16), new(10m))).ShouldBe(energy);
        energy.Plus((at, new(10m)), (at - Duration.FromMinutes(1), new(10m))).ShouldBe(energy);
        energy.Energy.ShouldBe(new MegawattHours(1.5m));
    }
}
