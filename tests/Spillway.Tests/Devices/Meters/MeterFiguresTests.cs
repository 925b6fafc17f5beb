using Shouldly;
using Spillway.Devices.Meters;
using Spillway.Devices.Wire.Meters;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Devices.Meters;

public sealed class MeterFiguresTests
{
    [Fact]
    public void The_mean_current_and_the_worst_distortion_stand_for_the_phases()
    {
        var quality = Quality(new()
        {
            [MeterQuantity.Current1] = 100,
            [MeterQuantity.Current2] = 120,
            [MeterQuantity.Current3] = 110,
            [MeterQuantity.VoltageDistortion1] = 0.02m,
            [MeterQuantity.VoltageDistortion2] = 0.031m,
            [MeterQuantity.CurrentDistortion3] = 0.08m,
        });

        quality.Current.ShouldBe(new Amperes(110));
        quality.VoltageDistortion.ShouldBe(new Ratio(0.031m));
        quality.CurrentDistortion.ShouldBe(new Ratio(0.08m));
        quality.Third.ShouldBe(new MeterPhase(null, new Amperes(110), null, new Ratio(0.08m)));
    }

    [Fact]
    public void A_register_for_the_whole_stands_before_the_phases()
    {
        var quality = Quality(new()
        {
            [MeterQuantity.Current] = 95,
            [MeterQuantity.Current1] = 100,
            [MeterQuantity.VoltageDistortion] = 0.05m,
            [MeterQuantity.VoltageDistortion1] = 0.02m,
        });

        quality.Current.ShouldBe(new Amperes(95));
        quality.VoltageDistortion.ShouldBe(new Ratio(0.05m));
        quality.First.Current.ShouldBe(new Amperes(100));
    }

    [Fact]
    public void A_current_has_no_sign_whichever_way_the_power_flows() =>
        Quality(new() { [MeterQuantity.Current1] = -40 }).Current.ShouldBe(new Amperes(40));

    [Theory]
    [InlineData(-0.001, false)]
    [InlineData(0, true)]
    [InlineData(10, true)]
    [InlineData(100, false)]
    public void A_distortion_that_cannot_be_is_no_value(double ratio, bool isThere)
    {
        var quality = Quality(new() { [MeterQuantity.VoltageDistortion1] = (decimal)ratio, [MeterQuantity.CurrentDistortion] = (decimal)ratio });

        (quality.VoltageDistortion is not null, quality.First.VoltageDistortion is not null, quality.CurrentDistortion is not null).ShouldBe((isThere, isThere, isThere));
    }

    [Theory]
    [InlineData(1_000_000, true)]
    [InlineData(1_000_001, false)]
    [InlineData(-1_000_001, false)]
    public void A_current_that_no_conductor_carries_is_no_value(int amperes, bool isThere) =>
        (Quality(new() { [MeterQuantity.Current2] = amperes }).Current is not null).ShouldBe(isThere);

    private static MeterQuality Quality(MeterFigures figures) => figures.Reading(isConsumptionNegative: false).Quality;
}
