using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.App.Console.Charts;
using Xunit;

namespace Spillway.Tests.App.Console.Charts;

public sealed class ChartTests
{
    [Fact]
    public void A_scale_holds_every_figure_and_zero_between_few_round_lines() =>
        Gen.Double[-5000.0, 9000.0].Array[0, 20].Sample(figures =>
        {
            var scale = ChartScale.Of(figures);

            scale.High.ShouldBeGreaterThan(scale.Low);
            scale.Lines.Length.ShouldBeInRange(2, 9);
            scale.Lines.ShouldContain(line => Math.Abs(line) < 1e-9);
            figures.ShouldAllBe(figure => figure >= scale.Low - 1e-6 && figure <= scale.High + 1e-6);
        }, iter: 300);

    [Fact]
    public void A_line_in_steps_is_joined_where_intervals_meet_and_broken_where_one_is_missing()
    {
        var scale = new ChartScale(0.0, 100.0, [0.0, 100.0]);

        ChartPaths.Steps([(0.0, 0.25, 50.0), (0.25, 0.5, 100.0), (0.75, 1.0, 0.0)], scale).ShouldBe("M0 500L250 500L250 0L500 0M750 1000L1000 1000");
    }

    [Fact]
    public void Times_stand_at_round_moments_of_the_readers_clock_and_not_at_the_very_ends()
    {
        var from = Instant.FromUtc(2026, 7, 1, 10, 10);
        var india = Readers.English with { Zone = DateTimeZoneProviders.Tzdb["Asia/Kolkata"] };

        TimeTicks.Of(india, from, from + Duration.FromHours(5)).Select(static tick => tick.Text).ShouldBe(["", "17:00", "18:00", "19:00", "20:00"]);
        TimeTicks.Of(Readers.English, from, from + Duration.FromMinutes(10)).Select(static tick => tick.Text).ShouldBe(["", "10:12", "10:14", "10:16", "10:18", ""]);
        Gen.Int[1, 3_000_000].Sample(seconds =>
        {
            var ticks = TimeTicks.Of(india, from, from + Duration.FromSeconds(seconds));
            ticks.Length.ShouldBeInRange(1, 7);
            ticks.ShouldAllBe(static tick => tick.At >= 0.0 && tick.At <= 1.0);
        }, iter: 300);
    }

    [Fact]
    public void A_band_goes_along_its_upper_line_and_back_along_its_lower()
    {
        var scale = new ChartScale(0.0, 100.0, [0.0, 100.0]);

        ChartPaths.Band([(0.0, 0.5, 80.0, 20.0), (0.5, 1.0, 60.0, 40.0)], scale).ShouldBe("M0 200L500 200L500 400L1000 400L1000 600L500 600L500 800L0 800Z");
        ChartPaths.Band([], scale).ShouldBe("");
    }
}
