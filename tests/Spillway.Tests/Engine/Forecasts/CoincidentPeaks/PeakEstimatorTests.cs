using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Forecasts.CoincidentPeaks;
using Xunit;

namespace Spillway.Tests.Engine.Forecasts.CoincidentPeaks;

public sealed class PeakEstimatorTests
{
    private static readonly SortedDictionary<Instant, double> _loads = DrawnLoad.Years(2021, 2022);
    // Zero takes the hour away.
    private static readonly double[] _factors = [0.0, 0.5, 0.97, 1.03, 2.0];
    private static readonly int[] _quarters = [56, 62, 66, 70];
    private static readonly PublicationBook _book = DrawnLoad.Book(_loads);

    [Fact]
    public void Nothing_that_is_not_yet_known_changes_a_chance_by_a_bit() =>
        Gen.Select(Gen.Int[0, 121], Gen.Int[52, 79], Gen.Int[0, 400], Gen.Int[1, 60], Gen.Int[0, 4]).Sample(
            (day, quarter, from, count, which) =>
            {
                var at = new LocalDate(2022, 6, 1).PlusDays(day).AtStartOfDayInZone(DrawnLoad.Zone).ToInstant() + Duration.FromMinutes(15 * quarter);
                var hour = FloorToHour(at) - Duration.FromHours(1) + Duration.FromHours(from);
                var other = new SortedDictionary<Instant, double>(_loads);
                for (var index = 0; index < count; index++, hour += Duration.FromHours(1))
                {
                    // The hour that ended exactly one hour ago is the newest known one; the one after it is not.
                    (hour + Duration.FromHours(2)).ShouldBeGreaterThan(at);
                    Change(other, hour, _factors[which]);
                }

                Estimator(DrawnLoad.Book(other)).At(at).ShouldBe(Estimator(_book).At(at));
            },
            iter: 40);

    [Fact]
    public void The_newest_known_hour_counts_from_one_hour_after_its_end_on()
    {
        var hour = DrawnLoad.Local(2022, 7, 20, 14);
        var higher = new SortedDictionary<Instant, double>(_loads) { [hour] = _loads[hour] * 1.02 };

        Chance(higher, DrawnLoad.Local(2022, 7, 20, 15, 45)).ShouldBe(Chance(_loads, DrawnLoad.Local(2022, 7, 20, 15, 45)));
        Chance(higher, DrawnLoad.Local(2022, 7, 20, 16)).ShouldNotBe(Chance(_loads, DrawnLoad.Local(2022, 7, 20, 16)));
    }

    [Fact]
    public void Questions_in_any_order_get_the_same_answers()
    {
        var (forwards, backwards) = (Estimator(_book), Estimator(_book));
        var instants = Enumerable.Range(0, 61).SelectMany(day => _quarters
            .Select(quarter => new LocalDate(2022, 6, 1).PlusDays(2 * day).AtStartOfDayInZone(DrawnLoad.Zone).ToInstant() + Duration.FromMinutes(15 * quarter))).ToList();

        var first = instants.Select(forwards.At).ToList();

        first.Count(estimate => estimate.Probability > 0.001).ShouldBeGreaterThan(25);
        Enumerable.Reverse(instants).Select(backwards.At).Reverse().ShouldBe(first);
    }

    [Fact]
    public void The_chances_of_a_day_from_one_state_of_knowledge_sum_to_that_of_the_day()
    {
        var now = DrawnLoad.Local(2022, 7, 20, 13);
        var estimates = Enumerable.Range(0, 28).Select(quarter => Estimator(_book).At(now + Duration.FromMinutes(15 * quarter), now)).ToList();

        estimates.Sum(estimate => estimate.Probability).ShouldBe(estimates[0].DayProbability, 1e-12);
        estimates.ShouldAllBe(estimate => estimate.Probability >= 0 && estimate.DayProbability <= 1);
        estimates.MaxBy(estimate => estimate.Probability).Start.InZone(DrawnLoad.Zone).Hour.ShouldBe(16);
    }

    [Fact]
    public void Outside_the_months_and_the_hours_there_is_no_chance()
    {
        var estimator = Estimator(_book);

        estimator.At(DrawnLoad.Local(2022, 5, 31, 16, 45)).Probability.ShouldBe(0);
        estimator.At(DrawnLoad.Local(2022, 10, 1, 16, 45)).Probability.ShouldBe(0);
        estimator.At(DrawnLoad.Local(2022, 7, 20, 12, 45)).Probability.ShouldBe(0);
        estimator.At(DrawnLoad.Local(2022, 7, 20, 20)).Probability.ShouldBe(0);
        estimator.At(DrawnLoad.Local(2022, 7, 20, 19, 45)).Probability.ShouldBeGreaterThan(0);
        estimator.At(DrawnLoad.Local(2022, 11, 6, 3)).IsKnown.ShouldBeTrue();
    }

    [Fact]
    public void With_fewer_than_twenty_days_learned_nothing_is_said()
    {
        // The first day has no day before it: 20 days can be learned of 21.
        Known(DrawnLoad.Local(2022, 6, 21, 0)).ShouldBeFalse();
        Known(DrawnLoad.Local(2022, 6, 20, 0)).ShouldBeTrue();

        static bool Known(Instant from) =>
            Estimator(DrawnLoad.Book(_loads.Where(load => load.Key >= from))).At(DrawnLoad.Local(2022, 7, 11, 16, 45)).IsKnown;
    }

    [Fact]
    public void No_load_at_all_is_said_to_be_so()
    {
        Estimator(PublicationBook.Empty).At(DrawnLoad.Local(2022, 7, 20, 16, 45)).ShouldBe(new(DrawnLoad.Local(2022, 7, 20, 16, 45), 0, 0, 0, 0, IsKnown: false));
    }

    [Theory]
    [InlineData("the newest hour", 20, 14, 14, true)]
    [InlineData("an hour of the ramp", 20, 11, 11, true)]
    [InlineData("the whole morning", 20, 0, 10, false)]
    [InlineData("the whole day before", 19, 0, 23, true)]
    public void Holes_are_lived_with_while_enough_is_known(string what, int day, int from, int to, bool isKnown)
    {
        var holed = new SortedDictionary<Instant, double>(_loads);
        for (var hour = from; hour <= to; hour++)
        {
            holed.Remove(DrawnLoad.Local(2022, 7, day, hour));
        }

        var whole = Estimator(_book).At(DrawnLoad.Local(2022, 7, 20, 16, 45));
        var estimate = Estimator(DrawnLoad.Book(holed)).At(DrawnLoad.Local(2022, 7, 20, 16, 45));

        estimate.IsKnown.ShouldBe(isKnown, what);
        estimate.ExpectedTopMw.ShouldBe(isKnown ? whole.ExpectedTopMw : 0, whole.ExpectedTopMw * 0.03);
    }

    [Fact]
    public void Two_days_without_load_are_bridged_and_three_are_not()
    {
        Known(18).ShouldBeTrue();
        Known(17).ShouldBeFalse();

        static bool Known(int firstMissingDay)
        {
            var holed = _loads.Where(load => load.Key < DrawnLoad.Local(2022, 7, firstMissingDay, 0) || load.Key >= DrawnLoad.Local(2022, 7, 20, 0));
            return Estimator(DrawnLoad.Book(holed)).At(DrawnLoad.Local(2022, 7, 20, 16, 45)).IsKnown;
        }
    }

    [Fact]
    public void Generation_tells_of_an_hour_whose_load_is_not_yet_known()
    {
        // At 16:15 the load is known to 15:00 and the generation to 16:00: 2 % above the load, as the hour before.
        var hour = DrawnLoad.Local(2022, 7, 20, 15);
        var (before, at) = (hour + Duration.FromMinutes(60), hour + Duration.FromMinutes(75));
        var both = _book.With([DrawnLoad.Generated(hour - Duration.FromHours(1), _loads[hour - Duration.FromHours(1)] * 1.02), DrawnLoad.Generated(hour, _loads[hour] * 1.02)]);
        var known = _book.With([DrawnLoad.Published(KeyValuePair.Create(hour, _loads[hour])) with { Point = "EARLY" }]);

        Estimator(both).At(before).ShouldBe(Estimator(known).At(before));
        Estimator(both).At(at).ShouldNotBe(Estimator(known).At(at));
        Estimator(both).At(at).ExpectedTopMw.ShouldBe(Estimator(_book).At(hour + Duration.FromHours(2)).ExpectedTopMw, 0.001);
    }

    [Fact]
    public void A_figure_known_earlier_than_the_newest_does_not_reach_the_older_book()
    {
        var (hour, at) = (DrawnLoad.Local(2022, 7, 20, 15), DrawnLoad.Local(2022, 7, 20, 16, 45));
        var older = DrawnLoad.Book(_loads);
        var before = Estimator(older).At(at);

        var newer = older.With([DrawnLoad.Generated(hour - Duration.FromHours(1), 60_000), DrawnLoad.Generated(hour, 66_000)]);

        Estimator(older).At(at).ShouldBe(before);
        Estimator(newer).At(at).ShouldNotBe(before);
    }

    private static double Chance(IEnumerable<KeyValuePair<Instant, double>> loads, Instant at) => Estimator(DrawnLoad.Book(loads)).At(at).Probability;

    private static void Change(SortedDictionary<Instant, double> loads, Instant hour, double factor)
    {
        if (factor == 0.0)
        {
            loads.Remove(hour);
        }
        else if (loads.TryGetValue(hour, out var load))
        {
            loads[hour] = load * factor;
        }
    }

    private static Instant FloorToHour(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 3600 * 3600);

    private static PeakEstimator Estimator(PublicationBook book) => new(book, "ERCOT", DrawnLoad.Zone, [6, 7, 8, 9], PeakSettings.Frozen);
}
