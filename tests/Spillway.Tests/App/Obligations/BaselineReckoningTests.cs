using NodaTime;
using Shouldly;
using Spillway.App.Obligations;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Obligations;

/// <summary>What curtailing takes off a baseline, on a site that drew 100 MW at all times: a Wednesday in August, called the next day.</summary>
public sealed class BaselineReckoningTests
{
    private const string TenOfTen = "baseline: 10-of-10; baseline_price_usd_per_mwh: 80";

    // A quarter hour of 100 MW is a tenth of ten days: 10 MW less in one quarter of the event, 2.5 MWh at 80.
    [Fact]
    public void An_interval_curtailed_costs_its_share_of_ten_days()
    {
        var cost = Cost(TenOfTen, BaselineSites.At(14, 0, 14, 15), 0m);

        (cost.Loss!.Value.Energy.Value, cost.Loss.Value.Amount.Value).ShouldBe((2.5m, 200m));
        cost.Event.ShouldBe(BaselineSites.At(13, 0, 16, 0, BaselineSites.Day.PlusDays(1)));
        cost.IsToBeSaid.ShouldBeTrue();
    }

    [Fact]
    public void The_rest_of_the_hours_costs_all_of_their_intervals() =>
        Loss(TenOfTen, BaselineSites.At(14, 0, 16, 0), 0m).ShouldBe((20m, 1600m));

    [Theory]
    [InlineData("10-of-10")]
    [InlineData("3-of-10-high")]
    public void It_is_what_the_command_says_of_the_same_days(string method)
    {
        var at = BaselineSites.At(14, 0, 16, 0);
        var known = BaselineSites.Known(at.Start);
        var called = BaselineSites.At(13, 0, 16, 0, BaselineSites.Day.PlusDays(1));
        var request = new BaselineRequest
        {
            SiteFile = "", Meters = [], Interval = BaselineSites.Quarter, Start = called.Start, End = called.End, Method = method,
            Rules = BaselineMethods.ByDays[method], Price = new(80m), Curtailed = at,
        };

        var offline = new BaselineRun(request, known.History).Of([]).Loss!.Value;

        Cost($"baseline: {method}; baseline_price_usd_per_mwh: 80", at, 0m, known: known).Loss.ShouldBe(offline);
    }

    [Fact]
    public void What_goes_on_drawing_costs_less() =>
        Loss(TenOfTen, BaselineSites.At(14, 0, 16, 0), 60m).ShouldBe((8m, 640m));

    [Fact]
    public void Intervals_outside_the_programmes_hours_cost_nothing() =>
        Cost(TenOfTen, BaselineSites.At(9, 0, 9, 15), 0m).IsToBeSaid.ShouldBeFalse();

    [Fact]
    public void A_single_low_day_costs_nothing_where_the_highest_count() =>
        Loss("baseline: 3-of-10-high; baseline_price_usd_per_mwh: 80", BaselineSites.At(14, 0, 16, 0), 0m).ShouldBe((0m, 0m));

    [Fact]
    public void What_the_days_before_a_call_draw_can_be_made_to_count_more() =>
        Loss("baseline: 10-of-10; baseline_price_usd_per_mwh: 80; baseline_window_days: 5; baseline_take_days: 5", BaselineSites.At(14, 0, 16, 0), 0m).ShouldBe((40m, 3200m));

    [Fact]
    public void A_weekend_costs_nothing_where_business_days_count_and_something_where_all_do()
    {
        var saturday = BaselineSites.Day.PlusDays(3);

        Loss(TenOfTen, BaselineSites.At(14, 0, 16, 0, saturday), 0m, saturday).ShouldBe((0m, 0m));
        Loss(TenOfTen + "; baseline_days: any", BaselineSites.At(14, 0, 16, 0, saturday), 0m, saturday).ShouldBe((20m, 1600m));
    }

    [Fact]
    public void A_day_on_which_the_programme_called_costs_nothing() =>
        Loss(TenOfTen, BaselineSites.At(14, 0, 16, 0), 0m, events: BaselineSites.Day).ShouldBe((0m, 0m));

    // An hour of the three that are compared: the day is at two thirds, and no more than a fifth is taken off 100 MW for three hours.
    [Fact]
    public void Before_the_hours_of_the_same_day_the_adjustment_is_what_is_lost()
    {
        var cost = Cost("baseline: 15-of-20; baseline_price_usd_per_mwh: 80", BaselineSites.At(10, 0, 11, 0), 0m);

        cost.Loss!.Value.Energy.Value.ShouldBe(60m);
        cost.Event.ShouldBe(BaselineSites.At(13, 0, 16, 0));
        Loss("baseline: 15-of-20; baseline_price_usd_per_mwh: 80", BaselineSites.At(10, 0, 10, 15), 0m).ShouldBe((25m, 2000m));
        Loss("baseline: 15-of-20; baseline_price_usd_per_mwh: 80; baseline_adjustment: none", BaselineSites.At(10, 0, 11, 0), 0m).ShouldBe((0m, 0m));
    }

    [Fact]
    public void A_programme_that_may_call_at_all_hours_is_taken_to_call_in_the_hours_that_are_curtailed()
    {
        var site = BaselineSites.Site(TenOfTen, "");
        var at = BaselineSites.At(3, 0, 4, 0);

        var cost = new BaselineReckoning(site.Programmes[0], BaselineSites.Known(at.Start), BaselineSites.Day).Of(at, Megawatts.Zero)!;

        cost.Loss!.Value.Energy.Value.ShouldBe(10m);
        cost.Event.ShouldBe(BaselineSites.At(3, 0, 4, 0, BaselineSites.Day.PlusDays(1)));
    }

    [Fact]
    public void With_too_few_days_nothing_is_known_and_it_says_how_many_there_are()
    {
        var at = BaselineSites.At(14, 0, 14, 15);

        // The seven days before that Wednesday have five business days with a reading of every hour.
        var cost = Cost(TenOfTen, at, 0m, known: BaselineSites.Known(at.Start, days: 7));

        (cost.Loss, cost.Gap, cost.Days, cost.IsToBeSaid).ShouldBe((null, CostGap.TooFewDays, 5, true));
    }

    [Fact]
    public void A_journal_that_is_half_read_says_nothing()
    {
        var at = BaselineSites.At(14, 0, 14, 15);

        var cost = Cost(TenOfTen, at, 0m, known: BaselineSites.Known(at.Start, isRead: false));

        (cost.Loss, cost.Gap).ShouldBe((null, CostGap.Reading));
    }

    private static (decimal Energy, decimal Amount) Loss(string baseline, Interval at, decimal drawn, LocalDate? day = null, params LocalDate[] events)
    {
        var loss = Cost(baseline, at, drawn, day, BaselineSites.Known(at.Start, events: events)).Loss!.Value;
        return (Math.Round(loss.Energy.Value, 6), Math.Round(loss.Amount.Value, 6));
    }

    private static BaselineCost Cost(string baseline, Interval at, decimal drawn, LocalDate? day = null, KnownLoads? known = null) =>
        new BaselineReckoning(BaselineSites.Site(baseline).Programmes[0], known ?? BaselineSites.Known(at.Start), day ?? BaselineSites.Day).Of(at, new(drawn))!;
}
