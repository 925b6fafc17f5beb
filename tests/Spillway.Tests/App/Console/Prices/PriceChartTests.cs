using NodaTime;
using Shouldly;
using Spillway.App.Console.Prices;
using Spillway.App.Console.Texts;
using Xunit;

namespace Spillway.Tests.App.Console.Prices;

public sealed class PriceChartTests
{
    private static readonly Instant _from = Instant.FromUtc(2026, 7, 24, 0, 0);
    private static readonly Duration _quarter = Duration.FromMinutes(15);
    private static readonly Reader _reader = new(ConsoleTexts.Embedded(), "en", DateTimeZone.Utc, IsDark: true);

    [Fact]
    public void Two_days_reach_from_edge_to_edge_with_now_between_and_a_mark_every_six_hours()
    {
        var view = PriceChartView.Of(_reader, Seen([]), DateTimeZone.Utc);

        view.Now.ShouldBe(0.75);
        view.Hours.Select(static hour => hour.Text).ShouldBe(["00:00", "06:00", "12:00", "18:00", "00:00", "06:00", "12:00", "18:00"]);
        view.RealTime.ShouldStartWith("M0 ");
        (view.Middle, view.Band, view.DayAhead).ShouldBe(("", "", ""));
    }

    [Fact]
    public void What_is_expected_beyond_the_day_makes_the_chart_longer_and_has_its_band()
    {
        var end = _from + Duration.FromDays(2);
        var view = PriceChartView.Of(_reader, Seen([new(end, 30.0, 10.0, 25.0, 300.0), new(end + _quarter, 30.0, 10.0, 25.0, 400.0)]), DateTimeZone.Utc);

        view.Now!.Value.ShouldBe(36.0 / 48.5, 1e-9);
        view.Scale.High.ShouldBeGreaterThanOrEqualTo(400.0);
        view.Middle.ShouldNotBe("");
        view.Band.ShouldEndWith("Z");
    }

    private static PricesSeen Seen(System.Collections.Immutable.ImmutableArray<Spillway.Engine.Forecasts.PriceBand> forecast) => new(
        _from, _from + Duration.FromDays(2), _from + Duration.FromHours(36), _quarter,
        [.. Enumerable.Range(0, 144).Select(index => (_from + (_quarter * index), new Spillway.Units.EnergyPrice(20m + (index % 7))))], [], forecast);
}
