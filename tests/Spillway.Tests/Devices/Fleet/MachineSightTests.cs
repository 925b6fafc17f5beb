using Shouldly;
using Spillway.Devices.Miners;
using Spillway.Engine.Signals.Field;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Devices.Fleet;

/// <summary>One row a machine's answer: mode, TH/s, watts and their grade → what the desk is told.</summary>
public sealed class MachineSightTests
{
    [Theory]
    [InlineData(MinerMode.Normal, 100, 3004, PowerGrade.Measured, MachineCondition.Running, 1, 3000)]
    [InlineData(MinerMode.Low, 70, 1996, PowerGrade.Measured, MachineCondition.Running, 2, 2000)]
    [InlineData(MinerMode.Unknown, 100, 3000, PowerGrade.Measured, MachineCondition.Running, 1, 3000)]
    [InlineData(MinerMode.High, 120, 3600, PowerGrade.Measured, MachineCondition.Running, 1, 3600)]
    [InlineData(MinerMode.Sleep, 0, 20, PowerGrade.Measured, MachineCondition.Asleep, 0, 20)]
    [InlineData(MinerMode.Sleep, 0, 3000, PowerGrade.Estimated, MachineCondition.Asleep, 0, 3000)]
    [InlineData(MinerMode.Sleep, 0, 3000, PowerGrade.Measured, MachineCondition.Starting, 1, 3000)]
    [InlineData(MinerMode.Normal, 0, 900, PowerGrade.Measured, MachineCondition.Starting, 1, 900)]
    [InlineData(MinerMode.Unknown, 0, 40, PowerGrade.Measured, MachineCondition.Asleep, 0, 40)]
    [InlineData(MinerMode.Unknown, 0, -1, PowerGrade.None, MachineCondition.Starting, 1, -1)]
    [InlineData(MinerMode.Normal, 100, 3250, PowerGrade.Nameplate, MachineCondition.Running, 1, -1)]
    public async Task It_is_told_as(MinerMode mode, int hashes, int watts, PowerGrade grade, MachineCondition condition, int index, int told)
    {
        await using var rig = new FleetRig(1, FleetRig.Quick);
        rig.Miners[0].Reading = new()
        {
            Mode = mode,
            Hashrate = new TerahashesPerSecond(hashes),
            Power = watts < 0 ? null : new Watts(watts),
            PowerGrade = grade,
        };
        rig.Field.Start();

        await rig.UntilAsync(() => rig.Notes > 0, "it is told of");

        rig.Note(0).ShouldBe(new(0, condition, index, told < 0 ? null : new Watts(told)));
    }
}
