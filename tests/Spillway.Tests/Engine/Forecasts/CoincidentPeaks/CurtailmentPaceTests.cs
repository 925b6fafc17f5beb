using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.Engine.Forecasts.CoincidentPeaks;
using Xunit;

namespace Spillway.Tests.Engine.Forecasts.CoincidentPeaks;

public sealed class CurtailmentPaceTests
{
    private static readonly ImmutableArray<int> _months = [6, 7, 8, 9];
    private static readonly PaceSettings _settings = PaceSettings.Frozen;

    [Fact]
    public void The_threshold_on_the_first_day_follows_from_the_dial()
    {
        // Share of the season left is 1: 0.001 × (60 ÷ 110) to the power −1 ÷ 0.45.
        Pace(60m).Threshold(new(2023, 6, 1), 0).ShouldBe(0.001 * Math.Pow(60.0 / 110.0, -1 / 0.45), 1e-15);
        Pace(25m).Threshold(new(2023, 6, 1), 0).ShouldBe(0.001 * Math.Pow(25.0 / 110.0, -1 / 0.45), 1e-14);
    }

    [Fact]
    public void The_fewer_hours_are_left_the_higher_is_the_threshold_and_without_any_there_is_none()
    {
        var thresholds = Enumerable.Range(0, 240).Select(given => Pace(60m).Threshold(new(2023, 7, 10), given)).ToList();

        thresholds.Zip(thresholds.Skip(1)).ShouldAllBe(pair => pair.First <= pair.Second);
        thresholds[239].ShouldBeGreaterThan(thresholds[0] * 1000);
        Pace(60m).Threshold(new(2023, 7, 10), 240).ShouldBe(double.PositiveInfinity);
        Pace(0m).Threshold(new(2023, 6, 1), 0).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void The_same_hours_buy_a_lower_chance_as_the_season_runs_out()
    {
        var days = Enumerable.Range(0, 122).Select(day => Pace(60m).Threshold(new LocalDate(2023, 6, 1).PlusDays(day), 60)).ToList();

        days.Zip(days.Skip(1)).ShouldAllBe(pair => pair.First >= pair.Second);
        days[^1].ShouldBe(_settings.LeastChance);
    }

    [Fact]
    public void Whatever_the_chances_are_no_summer_takes_more_hours_than_the_dial() =>
        Gen.Select(Gen.Int[0, 400], Gen.Double[0, 1].Array[28]).Sample((quarters, chances) =>
        {
            var estimates = Enumerable.Range(0, 122).SelectMany(day => chances.Select((chance, quarter) => new PeakEstimate(
                new LocalDate(2023, 6, 1).PlusDays(day).AtStartOfDayInZone(DrawnLoad.Zone).ToInstant() + Duration.FromMinutes(15 * (52 + quarter)), chance, 1, 1, 1, true)));
            var curtailed = new PeakSummer(2023, [.. estimates], DrawnLoad.Zone, _months).Curtailed(quarters / 4m, _settings);

            curtailed.Hours.ShouldBeLessThanOrEqualTo(quarters / 4m);
            curtailed.Curtailed.Count(one => one).ShouldBe(curtailed.Quarters);
        }, iter: 30);

    [Fact]
    public void What_was_not_curtailed_of_a_months_chances_is_what_it_expects_to_miss()
    {
        var start = DrawnLoad.Local(2023, 7, 4, 16);
        var summer = new PeakSummer(2023, [Estimate(start, 0.3), Estimate(start + Duration.FromMinutes(15), 0.1)], DrawnLoad.Zone, [7]);
        var curtailed = new CurtailedSummer(summer, 1m, [true, false], [0.2, 0.2], 1);

        curtailed.ExpectedMisses().ShouldBe(0.25, 1e-12);
        curtailed.Covers(start).ShouldBeTrue();
        curtailed.Covers(start + Duration.FromMinutes(15)).ShouldBeFalse();
        curtailed.Covers(start + Duration.FromMinutes(30)).ShouldBeFalse();

        static PeakEstimate Estimate(Instant at, double chance) => new(at, chance, 1, 1, 1, true);
    }

    private static CurtailmentPace Pace(decimal hours) => new(hours, _months, _settings);
}
