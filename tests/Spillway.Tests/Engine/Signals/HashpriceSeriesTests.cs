using NodaTime;
using Shouldly;
using Spillway.Engine.Signals;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Signals;

public sealed class HashpriceSeriesTests
{
    [Fact]
    public void A_constant_holds_on_every_day()
    {
        var series = HashpriceSeries.Constant(new(55m));

        series.On(new(1999, 1, 1)).ShouldBe(new Hashprice(55m));
        series.First.ShouldBeNull();
        series.Last.ShouldBeNull();
    }

    [Fact]
    public void A_dated_series_knows_its_days_and_no_others()
    {
        var series = HashpriceSeries.Dated(new Dictionary<LocalDate, Hashprice>
        {
            [new(2023, 8, 18)] = new(61m),
            [new(2023, 8, 17)] = new(60m),
        });

        series.First.ShouldBe(new LocalDate(2023, 8, 17));
        series.Last.ShouldBe(new LocalDate(2023, 8, 18));
        series.On(new(2023, 8, 16)).ShouldBeNull();
        series.At(Instant.FromUtc(2023, 8, 17, 23, 59)).ShouldBe(new Hashprice(60m));
        series.At(Instant.FromUtc(2023, 8, 18, 0, 0)).ShouldBe(new Hashprice(61m));
    }

    [Fact]
    public void A_dated_series_without_days_is_a_fault() =>
        Should.Throw<InvalidOperationException>(() => HashpriceSeries.Dated(new Dictionary<LocalDate, Hashprice>()));
}
