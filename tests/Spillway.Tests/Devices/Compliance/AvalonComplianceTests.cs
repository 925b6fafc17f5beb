using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Avalon;
using Spillway.Simulation.World;

namespace Spillway.Tests.Devices.Compliance;

public sealed class AvalonComplianceTests : MinerCompliance
{
    private protected override MinerCase Case => new(
        new AvalonFamily(),
        MachineBuild.Of("avalon", "AvalonMiner 1246", 3420, 90) with { Modes = [new(MachineMode.Normal, 3420, 90), new(MachineMode.High, 3600, 96)] })
    {
        Shows = async stand => [await stand.AskAsync(4028, CgminerRequest.Text("version"))],
    };
}
