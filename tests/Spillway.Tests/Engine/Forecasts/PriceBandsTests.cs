using NodaTime;
using Shouldly;
using Spillway.Engine.Forecasts;
using Xunit;

namespace Spillway.Tests.Engine.Forecasts;

public sealed class PriceBandsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Four_prices_in_five_fall_inside_the_band_of_a_series_that_remembers(int ahead)
    {
        var bands = PriceBands.Start(96);
        var issued = new List<double[]>();
        var (inside, below, above, count) = (0, 0, 0, 0);
        var index = 0;
        foreach (var price in Remembering(96 * 200))
        {
            if (index >= 96 * 60)
            {
                var bounds = issued[index - ahead];
                count++;
                below += price < bounds[0] ? 1 : 0;
                above += price > bounds[1] ? 1 : 0;
                inside += price >= bounds[0] && price <= bounds[1] ? 1 : 0;
            }

            bands = bands.With(price, index % 96);
            var band = bands.Forecast(Instant.FromUnixTimeSeconds(0), Duration.FromMinutes(15))[ahead - 1];
            issued.Add([band.Low, band.High]);
            index++;
        }

        ((double)inside / count).ShouldBe(0.8, 0.03);
        ((double)below / count).ShouldBe(0.1, 0.02);
        ((double)above / count).ShouldBe(0.1, 0.02);
    }

    [Fact]
    public void Taking_in_a_price_changes_no_band_made_before()
    {
        var before = PriceBands.Start(24).With(30.0, 0).With(45.0, 1);
        var forecast = before.Forecast(Instant.FromUnixTimeSeconds(0), Duration.FromHours(1));
        var high = before.With(900.0, 2);
        var low = before.With(5.0, 2);

        before.Forecast(Instant.FromUnixTimeSeconds(0), Duration.FromHours(1)).ShouldBe(forecast);
        high.Forecast(Instant.FromUnixTimeSeconds(0), Duration.FromHours(1))[0].Middle
            .ShouldBeGreaterThan(low.Forecast(Instant.FromUnixTimeSeconds(0), Duration.FromHours(1))[0].Middle);
    }

    [Fact]
    public void Before_the_first_price_nothing_is_forecast() =>
        PriceBands.Start(96).Forecast(Instant.FromUnixTimeSeconds(0), Duration.FromMinutes(15)).ShouldBeEmpty();

    // A first-order autoregression around a course of the day, on seeded noise that is uniform.
    private static IEnumerable<double> Remembering(int count)
    {
        var random = new SeededSequence(11);
        var deviation = 0.0;
        for (var index = 0; index < count; index++)
        {
            deviation = (0.8 * deviation) + ((random.Below(2001) - 1000) / 200.0);
            var hour = index % 96 / 4;
            yield return 40.0 + (hour is > 14 and < 21 ? 20.0 : 0.0) + deviation;
        }
    }
}
