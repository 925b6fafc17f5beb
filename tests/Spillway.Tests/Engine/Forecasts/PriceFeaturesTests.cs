using CsCheck;
using Shouldly;
using Spillway.Engine.Forecasts;
using Xunit;

namespace Spillway.Tests.Engine.Forecasts;

public sealed class PriceFeaturesTests
{
    private const int Day = 96;
    private static readonly CalendarSlot _when = new(40, 3, 180);

    [Fact]
    public void The_same_past_gives_the_same_row_and_a_scaled_market_the_same_multiples() =>
        Gen.Int[1, 1_000_000].Sample(
            seed =>
            {
                var prices = Prices(seed, Day * 8);
                var row = Row(prices, 60.0, 1.0);

                Row(prices, 60.0, 1.0).ShouldBe(row);
                var scaled = Row([.. prices.Select(price => price * 4.0)], 240.0, 4.0);
                scaled[..^1].ShouldBe(row[..^1]);
                scaled[^1].ShouldBe(240f);
            },
            iter: 50);

    [Fact]
    public void What_lies_further_back_than_a_week_does_not_count()
    {
        var prices = Prices(4, Day * 9);
        var row = Row(prices, 60.0, 1.0);
        for (var index = 0; index < Day - 1; index++)
        {
            prices[index] = 5_000.0;
        }

        Row(prices, 60.0, 1.0).ShouldBe(row);
    }

    [Fact]
    public void One_known_price_is_enough_for_a_row_without_holes() =>
        Row([35.0], 60.0, 1.0).ShouldAllBe(number => float.IsFinite(number));

    private static float[] Row(double[] prices, double value, double scale)
    {
        var row = new float[PriceFeatures.Width];
        CrossSection newest = new(31.0 * scale, 70.0 * scale, 12.0 * scale);
        CrossSection second = new(29.0 * scale, 60.0 * scale, 11.0 * scale);
        PriceFeatures.Fill(prices, new(newest, second, second), value, _when, Day, row);
        return row;
    }

    // Multiples of a quarter, so that scaling by four rounds nothing.
    private static double[] Prices(int seed, int count)
    {
        var random = new SeededSequence((ulong)seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.Below(800) * 0.25) - 20.0)];
    }
}
