using NodaTime;
using Shouldly;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.Tests.Simulation.World;

public sealed class PhysicalMeterTests
{
    private static readonly Instant _noon = Instant.FromUtc(2026, 7, 1, 12, 0);

    [Fact]
    public void Energy_is_what_flowed_between_two_measurements()
    {
        var meter = new PhysicalMeter(MeterBuild.LowVoltageFeeder);

        meter.Measure(At(0), 12);
        meter.Measure(At(30), -4);
        meter.Measure(At(60), 0);

        (meter.Power.Value, meter.ImportedEnergy.Value, meter.ExportedEnergy.Value).ShouldBe((0, 6, 2));
    }

    [Fact]
    public void Current_and_distortion_follow_the_power_that_it_shows()
    {
        var meter = new PhysicalMeter(new MeterBuild(240, 50, 0.96) { RatedMegawatts = 4 });
        meter.Measure(At(0), 1);

        meter.Current(3).Value.ShouldBe(1_000_000m / (3 * 240 * 0.96m), 0.001m);
        meter.Current(1).Value.ShouldBe(1_000_000m / (240 * 0.96m), 0.001m);
        meter.CurrentDistortion.Value.ShouldBe(0.1m, 0.000001m, "a quarter of the load doubles it");
        meter.VoltageDistortion.Value.ShouldBe(0.021m, 0.000001m);

        meter.Measure(At(1), 0);

        (meter.Current(3).Value, meter.CurrentDistortion.Value, meter.VoltageDistortion.Value).ShouldBe((0, 0, 0.012m));
    }

    [Fact]
    public void A_frozen_meter_stands_still_and_catches_up_when_it_is_freed()
    {
        var meter = new PhysicalMeter(MeterBuild.LowVoltageFeeder);
        meter.Measure(At(0), 10);
        meter.Freeze(isOn: true);
        meter.Measure(At(60), 2);
        (meter.Power.Value, meter.ImportedEnergy.Value).ShouldBe((10, 0));

        meter.Freeze(isOn: false);
        meter.Measure(At(60), 2);

        (meter.Power.Value, meter.ImportedEnergy.Value).ShouldBe((2, 10));
    }

    [Fact]
    public void A_drifting_meter_shows_more_every_hour()
    {
        var meter = new PhysicalMeter(MeterBuild.LowVoltageFeeder);
        meter.Drift(0.01, At(0));

        meter.Measure(At(0), 100);
        meter.Power.Value.ShouldBe(100);
        meter.Measure(At(120), 100);
        meter.Power.Value.ShouldBe(102);
        meter.Drift(0, At(120));
        meter.Measure(At(180), 100);
        meter.Power.Value.ShouldBe(100);
    }

    [Fact]
    public void A_sign_swapped_meter_counts_consumption_as_export()
    {
        var meter = new PhysicalMeter(MeterBuild.LowVoltageFeeder);
        meter.SwapSign(isOn: true);

        meter.Measure(At(0), 8);
        meter.Measure(At(30), 8);

        (meter.Power.Value, meter.ImportedEnergy.Value, meter.ExportedEnergy.Value).ShouldBe((-8, 0, 4));
    }

    private static Instant At(int minutes) => _noon + Duration.FromMinutes(minutes);
}
