using Shouldly;
using Spillway.Devices.Fleet;
using Spillway.Devices.Miners;
using Spillway.Engine.Signals.Field;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Devices.Fleet;

/// <summary>Readings of one machine of 3,000 W normal power → what the desk is told that it draws.</summary>
public sealed class SteadyWattsTests
{
    private static readonly FleetGroup _group = new(
        [null],
        new([MinerAction.Sleep, MinerAction.Wake], [MinerMode.Normal], default, default, PowerGrade.Measured, SleepOutlastsReboot: true, MostConnections: 1),
        [new(MinerMode.Sleep, new(20m)), new(MinerMode.Normal, new(3000m)), new(MinerMode.Low, new(2000m))],
        1);

    private readonly MachineSeat _seat = new(0, _group, null);

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.02)]
    public void Scatter_is_not_told(double deviation)
    {
        var random = new Random(7);
        const int Readings = 10_000;
        var (told, farthest) = (0, 0.0);
        for (var reading = 0; reading < Readings; reading++)
        {
            told += Hear(3000 * (1 + (deviation * Normal(random)))) ? 1 : 0;
            farthest = Math.Max(farthest, Math.Abs((double)_seat.Told.Power!.Value.Value - 3000));
        }

        told.ShouldBeInRange(1, Readings / 100);
        farthest.ShouldBeLessThan(3000 * 5 * deviation);
    }

    [Fact]
    public void A_step_of_a_tenth_is_told_at_once()
    {
        Hear(3000);
        Hear(3010);

        Hear(2700).ShouldBeTrue();

        _seat.Told.Power.ShouldBe(new Watts(2700m));
    }

    [Fact]
    public void A_step_of_a_twenty_fifth_is_told_at_the_third_reading()
    {
        Hear(3000);

        Enumerable.Range(0, 3).Select(_ => Hear(3120)).ShouldBe([false, false, true]);

        _seat.Told.Power.ShouldBe(new Watts(3120m));
    }

    [Fact]
    public void A_slow_drift_is_followed()
    {
        for (var reading = 0; reading < 300; reading++)
        {
            var watts = 3000 - (2 * reading);
            Hear(watts);
            ((double)_seat.Told.Power!.Value.Value).ShouldBe(watts, 3000 * 0.05);
        }
    }

    [Fact]
    public void Sleep_another_mode_and_a_start_are_told_as_they_are()
    {
        Hear(3000);
        Hear(1990, MinerMode.Low).ShouldBeTrue();
        _seat.Told.ShouldBe(new(MachineCondition.Running, 2, new Watts(1990m)));
        Hear(20, MinerMode.Sleep, hashes: 0).ShouldBeTrue();
        _seat.Told.ShouldBe(new(MachineCondition.Asleep, 0, new Watts(20m)));
        Hear(1500, MinerMode.Normal, hashes: 0).ShouldBeTrue();
        Hear(1700, MinerMode.Normal, hashes: 0).ShouldBeTrue();
        Hear(2950).ShouldBeTrue();
        _seat.Told.ShouldBe(new(MachineCondition.Running, 1, new Watts(2950m)));
    }

    private bool Hear(double watts, MinerMode mode = MinerMode.Normal, int hashes = 100)
    {
        _seat.See(new() { Mode = mode, Hashrate = new TerahashesPerSecond(hashes), Power = new Watts((decimal)watts), PowerGrade = PowerGrade.Measured });
        if (!_seat.Sight.DiffersFrom(_group, _seat.Told))
        {
            return false;
        }

        _seat.Told = _seat.Sight;
        return true;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
