using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Forecasts.CoincidentPeaks;
using Xunit;

namespace Spillway.Tests.Engine.Forecasts.CoincidentPeaks;

public sealed class PeakWeatherTests
{
    private static readonly DrawnWeather _drawn = DrawnWeather.Years(2021, 2022, seed: 5);
    private static readonly PublicationBook _book = DrawnLoad.Book(_drawn.Loads);
    private static readonly ImmutableArray<KnownTemperature> _all = [.. _drawn.Measured, .. _drawn.Foreseen];
    private static readonly TemperatureBook _temperatures = TemperatureBook.Of(_all);
    private static readonly Duration _day = Duration.FromDays(1);

    // 16:45 of the day in August that the load alone gives most: the weather has something to move.
    private static readonly Instant _at = Enumerable.Range(0, 25).Select(day => DrawnLoad.Local(2022, 8, 1, 16, 45) + (day * _day)).MaxBy(at => Plain(at).DayProbability);
    private static readonly Instant _noon = _at - Duration.FromMinutes(285);

    [Fact]
    public void No_temperature_that_is_not_yet_known_changes_a_chance_by_a_bit() =>
        Gen.Select(Gen.Int[0, 121], Gen.Int[52, 79], Gen.Double[-9, 9], Gen.Int[1, 8], Gen.Bool).Sample(
            (day, quarter, warmer, days, measuredOnly) =>
            {
                var at = new LocalDate(2022, 6, 1).PlusDays(day).AtStartOfDayInZone(DrawnLoad.Zone).ToInstant() + Duration.FromMinutes(15 * quarter);
                var known = measuredOnly ? [.. _drawn.Measured] : _all;
                var other = known.Where(row => row.KnownAt <= at || row.KnownAt > at + (days * _day))
                    .Concat(known.Where(row => row.KnownAt > at && row.KnownAt <= at + (days * _day)).Select(row => row with { Celsius = row.Celsius + warmer }));

                // What is said a second too late, of hours before and after, is not seen either.
                var late = Enumerable.Range(-40, 240).Select(hour => new KnownTemperature(FloorToHour(at) + Duration.FromHours(hour), at + Duration.FromSeconds(1), 50.0));

                Estimator(TemperatureBook.Of(other.Concat(late))).At(at).ShouldBe(Estimator(TemperatureBook.Of(known)).At(at));
            },
            iter: 25);

    [Fact]
    public void The_check_sees_a_forecast_in_the_moment_in_which_it_is_known()
    {
        var tomorrow = FloorToHour(_at) + _day;
        var hotter = Enumerable.Range(-12, 20).Select(hour => new KnownTemperature(tomorrow + Duration.FromHours(hour), _at, 50.0)).ToList();

        var before = Estimator(_temperatures).At(_at);
        var then = Estimator(TemperatureBook.Of(_all.Concat(hotter))).At(_at);
        var later = Estimator(TemperatureBook.Of(_all.Concat(hotter.Select(row => row with { KnownAt = _at + Duration.FromSeconds(1) })))).At(_at);

        later.ShouldBe(before);
        then.DayProbability.ShouldBeLessThan(before.DayProbability);
    }

    [Fact]
    public void A_measured_hour_counts_from_one_hour_after_its_end_on()
    {
        var hour = _noon + Duration.FromHours(2);
        var hotter = _drawn.Measured.Select(row => row.HourStart == hour ? row with { Celsius = row.Celsius + 3.0 } : row).ToList();

        Measured(hotter, hour + Duration.FromMinutes(105)).ShouldBe(Measured(_drawn.Measured, hour + Duration.FromMinutes(105)));
        Measured(hotter, hour + Duration.FromHours(2)).ShouldNotBe(Measured(_drawn.Measured, hour + Duration.FromHours(2)));

        static PeakEstimate Measured(List<KnownTemperature> rows, Instant at) => Estimator(TemperatureBook.Of(rows)).At(at);
    }

    [Fact]
    public void Of_several_forecasts_of_an_hour_the_newest_known_counts()
    {
        var (hour, now) = (_at + _day - Duration.FromMinutes(45), _at - Duration.FromHours(1));
        var book = TemperatureBook.Of(_all.Where(row => row.HourStart != hour));
        var first = new KnownTemperature(hour, now, 20.0);
        var second = first with { KnownAt = now + Duration.FromMinutes(30), Celsius = 45.0 };

        var both = Estimator(With(first, second));

        both.At(_at, now).ShouldBe(Estimator(With(first)).At(_at, now));
        both.At(_at).ShouldBe(Estimator(With(second)).At(_at));
        both.At(_at).DayProbability.ShouldNotBe(both.At(_at, now).DayProbability);
        book.Has(hour).ShouldBeFalse();

        static TemperatureBook With(params KnownTemperature[] rows) => TemperatureBook.Of(_all.Where(row => row.HourStart != rows[0].HourStart).Concat(rows));
    }

    [Fact]
    public void Questions_in_any_order_get_the_same_answers()
    {
        var (forwards, backwards) = (Estimator(_temperatures), Estimator(_temperatures));
        var instants = Enumerable.Range(0, 40).Select(day => _at + ((day - 20) * _day) + Duration.FromMinutes(15 * (day % 5))).ToList();

        var first = instants.Select(forwards.At).ToList();

        first.ShouldAllBe(estimate => estimate.UsesWeather);
        Enumerable.Reverse(instants).Select(backwards.At).Reverse().ShouldBe(first);
    }

    [Fact]
    public void A_day_of_which_too_few_hours_are_known_is_estimated_as_without_weather_to_the_bit()
    {
        var plain = Plain(_at);

        Without(_all.Where(row => row.HourStart < _noon || row.HourStart >= _noon + Duration.FromHours(8))).ShouldBe(plain);
        Without(_all.Where(row => row.HourStart != _noon && row.HourStart != _noon + Duration.FromHours(6))).UsesWeather.ShouldBeTrue();
        Without([]).ShouldBe(plain);
        plain.UsesWeather.ShouldBeFalse();
        plain.DayProbability.ShouldBeGreaterThan(0.1);

        static PeakEstimate Without(IEnumerable<KnownTemperature> rows) => Estimator(TemperatureBook.Of(rows)).At(_at);
    }

    [Fact]
    public void With_fewer_than_forty_past_days_of_weather_the_load_alone_speaks()
    {
        Uses(39).ShouldBeFalse();
        Uses(40).ShouldBeTrue();

        // A past day needs the day before it too.
        static bool Uses(int days) => Estimator(TemperatureBook.Of(_all.Where(row => row.HourStart >= _noon - Duration.FromHours(12) - ((days + 1) * _day)))).At(_at).UsesWeather;
    }

    [Fact]
    public void A_hotter_afternoon_foreseen_raises_todays_top()
    {
        // At 16:45 temperatures are measured up to 15:00; what is foreseen from then on is moved both ways.
        var cooler = Estimator(TemperatureBook.Of(_all.Select(row => Shifted(row, -6.0)))).At(_at);
        var hotter = Estimator(TemperatureBook.Of(_all.Select(row => Shifted(row, 6.0)))).At(_at);

        hotter.ExpectedTopMw.ShouldBeGreaterThan(cooler.ExpectedTopMw * 1.002);

        static KnownTemperature Shifted(KnownTemperature row, double degrees) =>
            row.HourStart >= _noon + Duration.FromHours(3) && row.HourStart < _noon + Duration.FromHours(8) && row.KnownAt <= _at ? row with { Celsius = row.Celsius + degrees } : row;
    }

    private static Instant FloorToHour(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 3600 * 3600);

    private static PeakEstimate Plain(Instant at) => new PeakEstimator(_book, "ERCOT", DrawnLoad.Zone, [6, 7, 8, 9], PeakSettings.Frozen).At(at);

    private static PeakEstimator Estimator(TemperatureBook temperatures) =>
        new(new PeakSources(_book, "ERCOT", temperatures), DrawnLoad.Zone, [6, 7, 8, 9], PeakSettings.Frozen);
}
