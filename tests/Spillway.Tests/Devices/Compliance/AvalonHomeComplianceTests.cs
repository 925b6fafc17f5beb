using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Avalon;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

public sealed class AvalonHomeComplianceTests : MinerCompliance
{
    private protected override MinerCase Case => new(
        new AvalonFamily(),
        MachineBuild.Of("avalon", "Avalon Q", 1300, 75) with
        {
            Modes = [new(MachineMode.Normal, 1300, 75), new(MachineMode.Low, 800, 51), new(MachineMode.High, 1600, 90)],
            SleepWatts = 40,
            Boards = 1,
        })
    {
        Shows = async stand => [await stand.AskAsync(4028, CgminerRequest.Json("litestats"))],
    };
}
