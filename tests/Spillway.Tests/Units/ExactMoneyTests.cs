using CsCheck;
using Shouldly;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Units;

public sealed class ExactMoneyTests
{
    [Fact]
    public void Three_restarts_of_ten_minutes_lose_exactly_half_an_hour()
    {
        var tenMinutes = ExactMoney.FromDailyRate(100m, new(10m));

        (tenMinutes + tenMinutes + tenMinutes).ShouldBe(ExactMoney.FromDailyRate(100m, new(30m)));
        (tenMinutes + tenMinutes + tenMinutes).ToMoney().Value.ShouldBe(100m / 48m);
    }

    [Theory]
    [InlineData("0.005", "0.01")]
    [InlineData("-0.005", "-0.01")]
    [InlineData("0.0049999999999", "0.00")]
    [InlineData("2.675", "2.68")]
    [InlineData("-2.665", "-2.67")]
    public void A_half_cent_is_rounded_away_from_zero(string exact, string cents) =>
        ExactMoney.FromMoney(new(Number(exact))).ToCent().Value.ShouldBe(Number(cents));

    [Theory]
    [InlineData(100, 15, 40, 1000)]
    [InlineData(100, 15, -40, -1000)]
    [InlineData(0.5, 5, 12, 0.5)]
    public void Energy_at_a_price_costs_power_times_hours_times_price(double mw, double minutes, double price, double cost) =>
        ExactEnergy.From(new((decimal)mw), new((decimal)minutes)).At(new((decimal)price)).ToMoney().Value.ShouldBe((decimal)cost);

    [Fact]
    public void Any_order_of_summation_gives_the_same_sum() =>
        Gen.Select(Gen.Int[-1_000_000, 1_000_000], Gen.Int[1, 1440]).Array[1, 50].Sample(rates =>
        {
            var amounts = rates.Select(rate => ExactMoney.FromDailyRate(rate.Item1 / 100m, new(rate.Item2))).ToList();
            var forwards = amounts.Aggregate(ExactMoney.Zero, static (sum, amount) => sum + amount);
            amounts.Reverse();
            var backwards = amounts.Aggregate(ExactMoney.Zero, static (sum, amount) => sum + amount);

            backwards.ShouldBe(forwards);
            (forwards - backwards).ShouldBe(ExactMoney.Zero);
        });

    [Fact]
    public void Five_minutes_of_energy_thrice_are_a_quarter_of_an_hour()
    {
        var five = ExactEnergy.From(new(1m), new(5m));

        (five + five + five).ToMegawattHours().Value.ShouldBe(0.25m);
        (five - five).ShouldBe(ExactEnergy.Zero);
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
