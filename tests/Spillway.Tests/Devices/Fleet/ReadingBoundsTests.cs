using Shouldly;
using Spillway.Devices.Fleet;
using Spillway.Devices.Miners;
using Spillway.Engine.Signals.Field;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Devices.Fleet;

public sealed class ReadingBoundsTests
{
    [Theory]
    [InlineData(18, 1.2, 54, 3.6, true, true)]
    [InlineData(18, 1.2, 54.5, 1.2, false, true)]
    [InlineData(18, 1.2, 180, 12, false, false)]
    [InlineData(89, 4, 890, 4, false, true)]
    [InlineData(1323, 13.5, 13230, 135, false, false)]
    [InlineData(1323, 13.5, 1500, 13500, true, false)]
    [InlineData(3250, 100, 9750, 300, true, true)]
    [InlineData(700, 0, 700, 5, true, true)]
    public void A_machine_is_held_against_its_own_group(double watts, double rate, double saidWatts, double saidRate, bool isPowerBelieved, bool isRateBelieved)
    {
        var group = new FleetGroup(
            [], new([], [], default, default, PowerGrade.Measured, false, 1),
            [new(MinerMode.Sleep, new(1m)), new(MinerMode.Normal, new((decimal)watts)) { Hashrate = new((decimal)rate) }], 1);
        var said = new MinerReading { Mode = MinerMode.Normal, Hashrate = new((decimal)saidRate), Power = new((decimal)saidWatts), PowerGrade = PowerGrade.Measured };

        var believed = ReadingBounds.Of(group, said);

        (believed.Power is not null, believed.Hashrate is not null).ShouldBe((isPowerBelieved, isRateBelieved));
        believed.PowerGrade.ShouldBe(isPowerBelieved ? PowerGrade.Measured : PowerGrade.None);
        (believed.Faults?.Length ?? 0).ShouldBe((isPowerBelieved ? 0 : 1) + (isRateBelieved ? 0 : 1));
    }

    [Fact]
    public async Task A_machine_that_lies_is_marked_counts_by_its_plate_and_runs_on()
    {
        await using var rig = new FleetRig(2, FleetRig.Quick);
        rig.Miners[1].Reading = FakeMiner.Running(13_230m) with { Hashrate = new TerahashesPerSecond(1000m), Faults = ["board 2"] };
        rig.Field.Start();

        await rig.UntilAsync(() => rig.Condition(0) == MachineCondition.Running && rig.Condition(1) == MachineCondition.Running, "both run");

        rig.Note(0).Power.ShouldBe(new Watts(3000m));
        rig.Note(1).Power.ShouldBeNull("the desk counts it by its plate");
        var told = rig.Field.Telemetry(1)!.Reading;
        (told.Power, told.Hashrate).ShouldBe((null, null));
        told.Faults!.Value.ShouldBe(
        [
            "board 2", "power 13230 W is more than 3 times the 3000 W of its group; not believed",
            "hash rate 1000 TH/s is more than 3 times the 100 TH/s of its group; not believed",
        ]);
    }
}
